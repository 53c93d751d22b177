package io.holdfast.security;

import io.holdfast.people.Member;
import io.holdfast.people.People;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * In the demo a tile signs one in as one of the sample people. From this machine only, and addressed as this machine: a page
 * elsewhere that points its name at 127.0.0.1 is refused by the {@code Host} header.
 */
@Controller
@Profile("demo")
class DemoSignIn {

    private final People people;
    private final SignIns signIns;
    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    DemoSignIn(People people, SignIns signIns) {
        this.people = people;
        this.signIns = signIns;
    }

    @PostMapping("/demo/sign-in")
    String signIn(@RequestParam String person, HttpServletRequest request, HttpServletResponse response) {
        if (!loopback(request.getRemoteAddr()) || !addressedAsThisMachine(request)) {
            throw new ResponseStatusException(
                    HttpStatus.FORBIDDEN,
                    "The demo's tiles work on the machine itself only, at localhost or 127.0.0.1");
        }
        Member member = people.find(person)
                .filter(Member::account)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no sample person '" + person + "'"));
        request.getSession();
        request.changeSessionId();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(new SignedIn(member.username()), null, List.of()));
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
        signIns.succeeded(member.username(), "demo");
        return "redirect:/";
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean addressedAsThisMachine(HttpServletRequest request) {
        String host = request.getHeader("Host");
        int port = request.getLocalPort();
        return host != null
                && Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port)
                        .contains(host);
    }
}
