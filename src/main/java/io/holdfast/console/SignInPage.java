package io.holdfast.console;

import io.holdfast.people.Member;
import io.holdfast.people.People;
import io.holdfast.security.SignInProviders;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The door. */
@Controller
class SignInPage {

    private final People people;
    private final Environment settings;
    private final ObjectProvider<SignInProviders> providers;

    SignInPage(People people, Environment settings, ObjectProvider<SignInProviders> providers) {
        this.people = people;
        this.settings = settings;
        this.providers = providers;
    }

    /** A sample person to sign in as. */
    record Tile(String username, String name, String roles) {}

    @GetMapping("/sign-in")
    String signIn(
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable String out,
            Model model) {
        model.addAttribute("error", error);
        model.addAttribute("out", out != null);
        model.addAttribute(
                "providers", providers.stream().flatMap(p -> p.all().stream()).toList());
        model.addAttribute("tiles", settings.acceptsProfiles(Profiles.of("demo")) ? tiles() : List.of());
        return "sign-in";
    }

    private List<Tile> tiles() {
        return people.all().stream()
                .filter(Member::account)
                .map(m -> new Tile(m.username(), m.name(), roles(m)))
                .toList();
    }

    private static String roles(Member member) {
        boolean more = member.groups().size() > 1;
        return Scopes.list(member.groups().stream()
                .filter(g -> !more || !g.equals("viewer"))
                .sorted(Comparator.comparing((String g) -> g.startsWith("team:"))
                        .thenComparing(g -> g))
                .map(g -> g.startsWith("team:") ? "team " + g.substring(5) : g.replace('-', ' '))
                .toList());
    }
}
