package io.holdfast.console;

import io.holdfast.delivery.Channel;
import io.holdfast.delivery.MailText;
import io.holdfast.delivery.MessageLog;
import io.holdfast.delivery.TextHealth;
import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.security.Callers;
import io.holdfast.standin.LocalOutbox;
import io.holdfast.time.World;
import io.holdfast.updates.Segments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** What did people really get? Phones and channels as their readers see them. */
@Controller
class OutboxPage {

    private static final int READ = 200;
    private static final int PHONES = 6;
    private static final int CHANNELS = 8;
    private static final int RECEIVERS = 500;

    private final MessageLog messages;
    private final TextHealth texts;
    private final People people;
    private final Callers callers;
    private final ObjectProvider<LocalOutbox> local;

    OutboxPage(
            MessageLog messages, TextHealth texts, People people, Callers callers, ObjectProvider<LocalOutbox> local) {
        this.messages = messages;
        this.texts = texts;
        this.people = people;
        this.callers = callers;
        this.local = local;
    }

    /** The one phone, channel or mailbox that is looked at, {@code slack/#incidents}. */
    record Place(Channel channel, String address) {
        static @Nullable Place of(String at) {
            int slash = at.indexOf('/');
            return Arrays.stream(Channel.values())
                    .filter(c -> slash > 0 && c.id().equals(at.substring(0, slash)))
                    .map(c -> new Place(c, at.substring(slash + 1)))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** What can be looked at, of one kind. */
    record Places(String kind, List<Choice> choices) {}

    /** One of them. */
    record Choice(String at, String name) {}

    /** A text message. */
    record Bubble(MessageLog.Seen seen, String state, Segments segments) {}

    /** A phone and what came to it, oldest first. */
    record Phone(String address, String name, String locale, List<Bubble> bubbles) {
        public String dom() {
            return "phone-" + address.replaceAll("\\D", "");
        }
    }

    /** A post in a channel. */
    record Post(MessageLog.Seen seen, String state, List<List<Mrkdwn.Run>> lines) {}

    /** A Slack channel or a person's direct messages, newest first. */
    record Room(String address, String name, List<Post> posts) {}

    /** A mail as its reader has it. */
    record Letter(MessageLog.Seen seen, String state, MailText words) {}

    /** A mailbox, newest first. */
    record Mailbox(String address, String name, List<Letter> letters) {}

    /** A telephone that rang, newest call first. */
    record Line(String address, String name, List<Ring> rings) {}

    /** A call and what it said. */
    record Ring(MessageLog.Seen seen, String state) {}

    @GetMapping("/outbox")
    String outbox(
            @RequestParam(required = false) @Nullable String as,
            @RequestParam(defaultValue = "") String at,
            Model model) {
        LocalOutbox stage = local.stream().findFirst().orElse(null);
        List<Member> pressers =
                people.all().stream().filter(m -> m.slack() != null).toList();
        String reader = callers.current().name();
        Member presser = pressers.stream()
                .filter(m -> m.username().equals(as == null ? reader : as))
                .findFirst()
                .orElse(pressers.isEmpty() ? null : pressers.get(0));
        Place place = Place.of(at);
        List<Phone> phones = phones(place);
        List<Room> channels = channels(place);
        model.addAttribute("at", place == null ? "" : at);
        model.addAttribute("places", places());
        model.addAttribute(
                "here",
                UriComponentsBuilder.fromPath("/outbox")
                        .queryParamIfPresent("as", Optional.ofNullable(presser).map(Member::username))
                        .queryParamIfPresent("at", Optional.ofNullable(place).map(p -> at))
                        .encode()
                        .toUriString());
        model.addAttribute("texts", texts);
        model.addAttribute("phones", phones.stream().limit(PHONES).toList());
        model.addAttribute("morePhones", Math.max(0, phones.size() - PHONES));
        model.addAttribute("channels", channels.stream().limit(CHANNELS).toList());
        model.addAttribute("moreChannels", Math.max(0, channels.size() - CHANNELS));
        model.addAttribute(
                "mailboxes", mailboxes(place, stage).stream().limit(CHANNELS).toList());
        model.addAttribute("lines", lines(place).stream().limit(CHANNELS).toList());
        model.addAttribute("pressers", pressers);
        model.addAttribute("presser", presser);
        model.addAttribute("canPress", stage != null && stage.slackLocal() && presser != null);
        model.addAttribute("canReply", stage != null && stage.smsLocal());
        return "outbox";
    }

    private List<Phone> phones(@Nullable Place place) {
        Map<String, List<MessageLog.Seen>> byPhone = new LinkedHashMap<>();
        for (MessageLog.Seen seen : seen(Channel.SMS, place)) {
            byPhone.computeIfAbsent(seen.address(), a -> new ArrayList<>()).add(0, seen);
        }
        List<Phone> phones = new ArrayList<>();
        byPhone.forEach((address, thread) -> {
            MessageLog.Seen last = thread.get(thread.size() - 1);
            phones.add(new Phone(
                    address,
                    nameOf(last.recipient(), address),
                    House.language(last.locale()),
                    thread.stream()
                            .map(s -> new Bubble(s, word(s), Segments.of(s.body())))
                            .toList()));
        });
        return phones;
    }

    // What everybody reads comes before what one person reads.
    private List<Room> channels(@Nullable Place place) {
        List<Room> channels = new ArrayList<>();
        byAddress(Channel.SLACK, place)
                .forEach((address, posts) -> channels.add(new Room(
                        address,
                        nameOf(posts.get(0).recipient(), address),
                        posts.stream()
                                .map(s -> new Post(s, word(s), Mrkdwn.lines(s.body())))
                                .toList())));
        channels.sort(Comparator.comparing(c -> !c.address().startsWith("#")));
        return channels;
    }

    private List<Mailbox> mailboxes(@Nullable Place place, @Nullable LocalOutbox stage) {
        List<Mailbox> boxes = new ArrayList<>();
        byAddress(Channel.EMAIL, place)
                .forEach((address, mails) -> boxes.add(new Mailbox(
                        address,
                        nameOf(mails.get(0).recipient(), address),
                        mails.stream().map(s -> letter(s, stage)).toList())));
        return boxes;
    }

    private static Letter letter(MessageLog.Seen seen, @Nullable LocalOutbox stage) {
        String link = stage == null
                ? "…"
                : stage.mailStopLink(seen.address(), seen.locale()).orElse("…");
        boolean staff = seen.recipient().startsWith("person:");
        return new Letter(seen, word(seen), MailText.of(seen.body(), seen.locale(), staff ? null : link));
    }

    private List<Line> lines(@Nullable Place place) {
        List<Line> lines = new ArrayList<>();
        byAddress(Channel.VOICE, place)
                .forEach((address, calls) -> lines.add(new Line(
                        address,
                        nameOf(calls.get(0).recipient(), address),
                        calls.stream().map(s -> new Ring(s, word(s))).toList())));
        return lines;
    }

    private Map<String, List<MessageLog.Seen>> byAddress(Channel channel, @Nullable Place place) {
        Map<String, List<MessageLog.Seen>> all = new LinkedHashMap<>();
        for (MessageLog.Seen seen : seen(channel, place)) {
            all.computeIfAbsent(seen.address(), a -> new ArrayList<>()).add(seen);
        }
        return all;
    }

    private List<MessageLog.Seen> seen(Channel channel, @Nullable Place place) {
        if (place == null) {
            return messages.seen(World.LIVE, channel, READ);
        }
        return place.channel() == channel ? messages.seen(World.LIVE, channel, place.address(), READ) : List.of();
    }

    /** Everywhere that something arrived, however long ago: the page itself shows the latest few. */
    private List<Places> places() {
        List<Places> all = new ArrayList<>();
        for (Channel channel : List.of(Channel.SLACK, Channel.SMS, Channel.EMAIL, Channel.VOICE)) {
            List<Choice> choices = new ArrayList<>();
            messages.receivers(World.LIVE, channel, RECEIVERS).forEach((address, recipient) -> {
                String name = nameOf(recipient, address);
                choices.add(new Choice(
                        channel.id() + "/" + address,
                        name.equals(address) || channel == Channel.SLACK ? name : name + ", " + address));
            });
            choices.sort(Comparator.comparing((Choice c) -> !c.name().startsWith("#"))
                    .thenComparing(Choice::name));
            if (!choices.isEmpty()) {
                all.add(new Places(channel == Channel.SMS ? "Phones" : channel.word(), choices));
            }
        }
        return all;
    }

    private String nameOf(String recipient, String address) {
        if (recipient.startsWith("person:")) {
            return people.nameOf(recipient.substring("person:".length()));
        }
        return recipient.startsWith("channel:") ? recipient.substring("channel:".length()) : address;
    }

    private static String word(MessageLog.Seen seen) {
        return switch (seen.state()) {
            case "sent" -> sent(seen.channel());
            case "delivered" -> seen.channel() == Channel.VOICE ? "picked up" : "delivered";
            case "unknown" -> "unclear, the vendor is asked";
            case "doubtful" -> "unclear, and nobody can say";
            case "failed" -> "did not arrive";
            default -> seen.state();
        };
    }

    private static String sent(Channel channel) {
        return switch (channel) {
            case SMS -> "sent, not confirmed yet";
            case SLACK -> "posted";
            case EMAIL -> "taken by the mail server";
            case VOICE -> "calling";
        };
    }

    @PostMapping("/outbox/press")
    String press(
            @RequestParam long message,
            @RequestParam String recipient,
            @RequestParam String action,
            @RequestParam String pressed,
            @RequestParam String as,
            @RequestParam(defaultValue = "") String at,
            RedirectAttributes said) {
        Member presser = people.find(as).orElse(null);
        LocalOutbox stage = local.stream().findFirst().orElse(null);
        if (stage == null || !stage.slackLocal() || presser == null || presser.slack() == null) {
            said.addFlashAttribute("problem", "Buttons can be pressed here only while Slack is the local one.");
        } else {
            try {
                said.addFlashAttribute(
                        "said",
                        presser.name() + " pressed the button. "
                                + stage.press(message, recipient, action, pressed, presser.slack())
                                        .orElse(""));
            } catch (IllegalStateException | NoSuchElementException refused) {
                said.addFlashAttribute("problem", refused.getMessage());
            }
        }
        said.addAttribute("as", as);
        said.addAttribute("at", at);
        return "redirect:/outbox";
    }

    @PostMapping("/outbox/reply")
    String reply(
            @RequestParam String from,
            @RequestParam(defaultValue = "") String body,
            @RequestParam(defaultValue = "") String at,
            RedirectAttributes said) {
        LocalOutbox stage = local.stream().findFirst().orElse(null);
        if (stage == null || !stage.smsLocal()) {
            said.addFlashAttribute("problem", "Texts can be answered here only while SMS is the local one.");
        } else if (body.isBlank()) {
            said.addFlashAttribute("problem", "The answer was empty, so nothing was sent.");
        } else {
            said.addFlashAttribute(
                    "said",
                    stage.reply(from, body.strip())
                            .map(answer -> "The phone reads: " + answer)
                            .orElse("The answer was sent; nothing comes back."));
        }
        said.addAttribute("at", at);
        return "redirect:/outbox";
    }
}
