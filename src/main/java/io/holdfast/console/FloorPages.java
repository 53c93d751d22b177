package io.holdfast.console;

import io.holdfast.catalog.Queue;
import io.holdfast.guidance.Guidance;
import io.holdfast.guidance.Readings;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import io.holdfast.security.QueueKeys;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What do I do and say on this call? The boards, readable from three metres, and the list of them. */
@Controller
class FloorPages {

    private static final List<String> LEADS = List.of("agent-lead");

    private final Guidance guidance;
    private final Readings readings;
    private final Callers callers;
    private final QueueKeys keys;
    private final House house;
    private final String publicUrl;

    FloorPages(
            Guidance guidance,
            Readings readings,
            Callers callers,
            QueueKeys keys,
            House house,
            @Value("${holdfast.public-url:}") String publicUrl) {
        this.guidance = guidance;
        this.readings = readings;
        this.callers = callers;
        this.keys = keys;
        this.house = house;
        this.publicUrl = publicUrl;
    }

    /**
     * A queue in the list.
     *
     * @param link the address for a screen; null where the reader may not hand it out
     * @param readings who has read what stands; empty for whoever leads nobody
     */
    record Row(
            Queue queue,
            Guidance.Board board,
            String leads,
            @Nullable String link,
            List<Readings.Reading> readings) {}

    @GetMapping("/floor")
    String floor(Model model) {
        Caller caller = callers.current();
        boolean lead = caller.inAny(LEADS);
        model.addAttribute(
                "rows",
                house.catalog().queues().stream()
                        .map(q -> new Row(
                                q,
                                guidance.board(q.id()),
                                Scopes.list(
                                        q.leads().stream().map(house::person).toList()),
                                lead ? publicUrl + "/floor/" + q.id() + "?key=" + keys.keyOf(q.id()) : null,
                                lead ? readings.of(q.id()) : List.of()))
                        .toList());
        return "floors";
    }

    @GetMapping("/floor/{queue}")
    @Nullable
    String board(
            @PathVariable String queue,
            @RequestParam(required = false) @Nullable String key,
            HttpServletRequest request,
            ServletWebRequest web,
            Model model) {
        if (!signedIn() && !keys.opens(queue, key)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN, "This board needs a sign-in or its own key.");
        }
        Guidance.Board board = guidance.board(queue);
        String minute = house.local().clock(house.now());
        if (web.checkNotModified("\"" + board.etag().replace("\"", "") + "-" + minute + "\"")) {
            return null;
        }
        Queue of = house.catalog().queue(queue).orElseThrow();
        model.addAttribute("board", board);
        model.addAttribute("lang", of.locale());
        PageWords words = PageWords.of("floor", of.locale());
        model.addAttribute("w", words);
        model.addAttribute("local", house.local(Locale.forLanguageTag(of.locale())));
        model.addAttribute("size", size(board));
        model.addAttribute(
                "leads", Scopes.joined(of.leads().stream().map(house::person).toList(), " " + words.get("and") + " "));
        model.addAttribute("here", key == null ? request.getRequestURI() : request.getRequestURI() + "?key=" + key);
        return "floor";
    }

    @PostMapping("/floor/{queue}/new-key")
    String newKey(@PathVariable String queue, RedirectAttributes said) {
        Caller caller = callers.current();
        if (!caller.inAny(LEADS)) {
            throw new AccessDeniedException("Only an agents' lead changes the key of a board.");
        }
        if (house.catalog().queue(queue).isEmpty()) {
            throw new NoSuchElementException("There is no queue " + queue + ".");
        }
        keys.change(queue, caller);
        said.addFlashAttribute("said", "The board has a new key. Screens with the old one are shut out.");
        return "redirect:/floor";
    }

    /** How large the words can be and still fit: a screen has room for some hundred letters at their largest. */
    private static String size(Guidance.Board board) {
        if (board.blocks().size() != 1) {
            return "";
        }
        Guidance.Block block = board.blocks().get(0);
        int words =
                block.todo().length() + block.say().length() + block.broken().length() / 2;
        int more =
                block.dont().length() + block.works().length() + block.decides().length();
        int letters = words + more / 4;
        return letters <= 160 ? "" : letters <= 240 ? "floor--long" : "floor--longer";
    }

    private boolean signedIn() {
        try {
            callers.current();
            return true;
        } catch (IllegalStateException nobody) {
            return false;
        }
    }
}
