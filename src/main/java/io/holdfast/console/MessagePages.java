package io.holdfast.console;

import io.holdfast.delivery.Channel;
import io.holdfast.delivery.DeliveryLog;
import io.holdfast.delivery.DeliveryLog.Line;
import io.holdfast.delivery.FailingAddresses;
import io.holdfast.delivery.MessageControl;
import io.holdfast.delivery.MessageLog;
import io.holdfast.people.People;
import io.holdfast.security.Callers;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who was told what, and did it arrive? And people's hand on what is on its way. */
@Controller
class MessagePages {
    private static final List<String> WORDS = List.of("communications", "commander");
    private static final int SHOWN = 50;
    private static final int LONGEST = 300;
    private static final int SHOWN_FAILING = 10;
    private static final Map<String, String> STATES = new LinkedHashMap<>();

    static {
        STATES.put("waiting", "not out yet");
        STATES.put("sending", "on the wire");
        STATES.put("sent", "sent, not confirmed");
        STATES.put("delivered", "delivered");
        STATES.put("unknown", "unclear, the vendor is asked");
        STATES.put("doubtful", "unclear, and nobody can say");
        STATES.put("failed", "did not arrive");
        STATES.put("refused", "not sent: may not be");
        STATES.put("superseded", "not sent: newer words came");
        STATES.put("withdrawn", "not sent: withdrawn");
        STATES.put("cancelled", "not sent: cancelled");
        STATES.put("untold", "not sent: was not told before");
    }

    private final DeliveryLog log;
    private final FailingAddresses failing;
    private final MessageLog messages;
    private final MessageControl control;
    private final People people;
    private final Callers callers;

    MessagePages(
            DeliveryLog log,
            FailingAddresses failing,
            MessageLog messages,
            MessageControl control,
            People people,
            Callers callers) {
        this.log = log;
        this.failing = failing;
        this.messages = messages;
        this.control = control;
        this.people = people;
        this.callers = callers;
    }

    /**
     * A line of the log.
     *
     * @param first the first line of the words
     * @param verdict which shape stands before the state
     */
    record Row(Line line, String who, String first, String state, String verdict) {}

    /** A choice of a filter. */
    record Choice(String id, String name) {}

    @GetMapping("/messages")
    String log(
            @RequestParam(defaultValue = "") String incident,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String channel,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Long before,
            Model model) {
        Channel by = Arrays.stream(Channel.values())
                .filter(c -> c.id().equals(channel))
                .findFirst()
                .orElse(null);
        String known = STATES.containsKey(state) ? state : "";
        List<Line> found = log.find(World.LIVE, new DeliveryLog.Search(incident, known, by, q), before, SHOWN + 1);
        model.addAttribute("rows", found.stream().limit(SHOWN).map(this::row).toList());
        model.addAttribute("older", found.size() > SHOWN ? found.get(SHOWN - 1).id() : null);
        model.addAttribute("incident", incident.strip());
        model.addAttribute("state", known);
        model.addAttribute("channel", by == null ? "" : by.id());
        model.addAttribute("q", q.strip());
        model.addAttribute("filtered", !(incident + known + q).isBlank() || by != null);
        List<Choice> states = new ArrayList<>();
        STATES.forEach((id, name) -> states.add(new Choice(id, name)));
        model.addAttribute("states", states);
        model.addAttribute(
                "channels",
                Arrays.stream(Channel.values())
                        .map(c -> new Choice(c.id(), c.word()))
                        .toList());
        model.addAttribute(
                "failing",
                failing.newest(SHOWN_FAILING).stream()
                        .map(f -> FailingLine.of(f, people))
                        .toList());
        model.addAttribute("hand", callers.current().inAny(WORDS));
        return "messages";
    }

    private Row row(Line line) {
        String words = line.channel() == Channel.SLACK ? Mrkdwn.plain(line.words()) : line.words();
        return new Row(
                line,
                who(line),
                words.lines().findFirst().orElse(""),
                line.state().equals("sent") && line.channel() == Channel.SLACK
                        ? "posted"
                        : STATES.getOrDefault(line.state(), line.state()),
                switch (line.state()) {
                    case "delivered", "sent" -> "good";
                    case "failed" -> "bad";
                    case "unknown", "doubtful" -> "unknown";
                    default -> "later";
                });
    }

    private String who(Line line) {
        if (line.recipient().startsWith("person:")) {
            return people.nameOf(line.recipient().substring("person:".length())) + ", " + line.address();
        }
        return line.recipient().startsWith("subscriber:") ? "Customer " + line.address() : line.address();
    }

    @PostMapping("/messages/{id}/pause")
    String pause(@PathVariable long id, RedirectAttributes said) {
        mayI();
        MessageLog.Sent message = message(id);
        return said(
                control.pause(id, callers.current().actor(), "paused by hand from its room"),
                "It is paused: nothing more of it leaves.",
                message,
                said);
    }

    @PostMapping("/messages/{id}/resume")
    String resume(@PathVariable long id, RedirectAttributes said) {
        mayI();
        MessageLog.Sent message = message(id);
        return said(
                control.resume(id, callers.current().actor(), "resumed by hand from its room"),
                "It goes on where it stood.",
                message,
                said);
    }

    @GetMapping("/messages/{id}/cancel")
    String askToCancel(@PathVariable long id, Model model) {
        MessageLog.Sent message = message(id);
        model.addAttribute("message", message);
        model.addAttribute("waiting", message.counts().getOrDefault("waiting", 0L));
        model.addAttribute("open", List.of("sending", "paused").contains(message.state()));
        model.addAttribute("hand", callers.current().inAny(WORDS));
        return "message-cancel";
    }

    @PostMapping("/messages/{id}/cancel")
    String cancel(@PathVariable long id, @RequestParam(defaultValue = "") String because, RedirectAttributes said) {
        mayI();
        MessageLog.Sent message = message(id);
        if (because.isBlank() || because.length() > LONGEST) {
            said.addFlashAttribute("problem", "Say why, in at most " + LONGEST + " characters; nothing was cancelled.");
            return "redirect:/messages/{id}/cancel";
        }
        return said(
                control.cancel(id, callers.current().actor(), because.strip()),
                "What waited of it never leaves.",
                message,
                said);
    }

    @GetMapping("/messages/deliveries/{id}/send-again")
    String askToSendAgain(@PathVariable long id, Model model) {
        model.addAttribute("row", row(line(id)));
        model.addAttribute("hand", callers.current().inAny(WORDS));
        return "message-again";
    }

    @PostMapping("/messages/deliveries/{id}/send-again")
    String sendAgain(@PathVariable long id, RedirectAttributes said) {
        mayI();
        Line line = line(id);
        control.sendAgain(id, callers.current().actor())
                .ifPresentOrElse(
                        why -> said.addFlashAttribute("problem", why + "."),
                        () -> said.addFlashAttribute(
                                "said", "The vendor is asked; where it does not know it, it is sent again."));
        said.addAttribute("incident", line.incident() == null ? "" : line.incident());
        return "redirect:/messages";
    }

    private void mayI() {
        if (!callers.current().inAny(WORDS)) {
            throw new AccessDeniedException("Only communications or a commander has a hand on what is sent.");
        }
    }

    private static String said(
            Optional<String> refused, String done, MessageLog.Sent message, RedirectAttributes said) {
        refused.ifPresentOrElse(
                why -> said.addFlashAttribute("problem", why + "."), () -> said.addFlashAttribute("said", done));
        String incident = message.incident();
        return incident == null ? "redirect:/messages" : "redirect:/incidents/" + incident;
    }

    private MessageLog.Sent message(long id) {
        return messages.find(id).orElseThrow(() -> new NoSuchElementException("There is no message " + id + "."));
    }

    private Line line(long id) {
        return log.find(id).orElseThrow(() -> new NoSuchElementException("There is no delivery " + id + "."));
    }
}
