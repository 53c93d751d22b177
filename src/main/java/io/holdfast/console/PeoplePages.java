package io.holdfast.console;

import io.holdfast.people.Account;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import io.holdfast.security.Scopes;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who can sign in, what he may do, and which programs may call. A secret is in the answer to its making and nowhere else. */
@Controller
class PeoplePages {

    /** In the order of how much they may do. */
    private static final List<String> ROLES =
            List.of("viewer", "agent", "agent-lead", "communications", "commander", "resilience-lead", "administrator");

    private final Administration administration;
    private final Callers callers;

    PeoplePages(Administration administration, Callers callers) {
        this.administration = administration;
        this.callers = callers;
    }

    @GetMapping("/people")
    String people(Model model) {
        administrator();
        return list(model);
    }

    private String list(Model model) {
        model.addAttribute("accounts", administration.accounts());
        model.addAttribute("tokens", administration.tokens());
        model.addAttribute("scopes", Scopes.ALL);
        return "people";
    }

    @GetMapping("/people/account")
    String account(@RequestParam(required = false) @Nullable String username, Model model) {
        administrator();
        return form(username == null ? blank() : find(username), username == null, null, model);
    }

    private static Account blank() {
        return new Account("", "", Set.of("agent"), true, null, null, null, false);
    }

    private Account find(String username) {
        return administration.accounts().stream()
                .filter(a -> a.username().equals(username))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("There is no account " + username + "."));
    }

    private static String form(Account account, boolean fresh, @Nullable String problem, Model model) {
        model.addAttribute("account", account);
        model.addAttribute("fresh", fresh);
        model.addAttribute("title", fresh ? "New account" : account.name());
        model.addAttribute("roles", ROLES);
        model.addAttribute("problem", problem);
        return "account";
    }

    @PostMapping("/people/account")
    String save(
            @RequestParam String username,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable List<String> role,
            @RequestParam(defaultValue = "false") boolean active,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String slack,
            @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "false") boolean newPassword,
            @RequestParam(defaultValue = "false") boolean fresh,
            Model model,
            HttpServletResponse response) {
        Caller caller = administrator();
        Account account = new Account(
                username.strip(),
                name.strip(),
                role == null ? Set.of() : new TreeSet<>(role),
                active,
                orNone(email),
                orNone(slack),
                orNone(phone),
                false);
        boolean taken = fresh
                && administration.accounts().stream().anyMatch(a -> a.username().equals(account.username()));
        if (taken) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return form(account, true, "There is an account " + account.username() + " already.", model);
        }
        if (account.username().equals(caller.name())
                && !(account.active() && account.roles().contains("administrator"))) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return form(account, false, "You would lock yourself out. Let another administrator do it.", model);
        }
        try {
            String secret = administration.save(account, newPassword, caller);
            model.addAttribute("said", account.name() + ": kept.");
            secret(model, response, "First password of " + account.username() + ", valid for a day", secret);
            return list(model);
        } catch (IllegalArgumentException wrong) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return form(account, fresh, wrong.getMessage(), model);
        } catch (IllegalStateException refused) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return form(account, false, refused.getMessage() + ".", model);
        }
    }

    private static @Nullable String orNone(String text) {
        return text.isBlank() ? null : text.strip();
    }

    private static void secret(Model model, HttpServletResponse response, String what, @Nullable String secret) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        model.addAttribute("secretOf", what);
        model.addAttribute("secret", secret);
    }

    @PostMapping("/people/tokens")
    String mint(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable List<String> scope,
            @RequestParam(defaultValue = "") String more,
            Model model,
            HttpServletResponse response) {
        Caller caller = administrator();
        Set<String> scopes = new TreeSet<>(scope == null ? List.of() : scope);
        Arrays.stream(more.split("[\\s,]+")).filter(s -> !s.isBlank()).forEach(scopes::add);
        try {
            secret(model, response, "Token " + name.strip(), administration.mint(name.strip(), scopes, caller));
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("problem", wrong.getMessage());
        }
        return list(model);
    }

    @PostMapping("/people/tokens/{name}/revoke")
    String revoke(@PathVariable String name, RedirectAttributes said) {
        administration.revoke(name, administrator());
        said.addFlashAttribute("said", "The token " + name + " is taken back.");
        return "redirect:/people";
    }

    @GetMapping("/settings/me/password")
    String password() {
        return "password";
    }

    @PostMapping("/settings/me/password")
    String choose(
            @RequestParam(defaultValue = "") String old,
            @RequestParam(defaultValue = "") String chosen,
            @RequestParam(defaultValue = "") String again,
            Model model,
            HttpServletResponse response,
            RedirectAttributes said) {
        try {
            if (!chosen.equals(again)) {
                throw new IllegalArgumentException("The new password and its repetition differ.");
            }
            administration.choosePassword(callers.current().name(), old, chosen);
        } catch (IllegalArgumentException wrong) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("problem", wrong.getMessage());
            return "password";
        }
        said.addFlashAttribute("said", "Your new password is kept.");
        return "redirect:/";
    }

    private Caller administrator() {
        Caller caller = callers.current();
        if (!caller.inAny(List.of("administrator"))) {
            throw new AccessDeniedException("Only an administrator sees and changes accounts and tokens.");
        }
        return caller;
    }
}
