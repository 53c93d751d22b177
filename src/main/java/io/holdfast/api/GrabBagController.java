package io.holdfast.api;

import io.holdfast.grabbag.GrabBags;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The grab bag as a file. Telephone numbers are whole for who may see them: scope {@code admin}, or a role that pages people. */
@RestController
class GrabBagController {

    private final GrabBags bag;
    private final Callers callers;

    GrabBagController(GrabBags bag, Callers callers) {
        this.bag = bag;
        this.callers = callers;
    }

    @GetMapping(path = "/api/playbook/grab-bag.html", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<byte[]> download() {
        Caller caller = callers.current();
        boolean numbers = caller.token() ? caller.hasScope("admin") : caller.inAny(GrabBags.MAY_SEE_NUMBERS);
        long newest = bag.newest();
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(GrabBags.fileName(newest))
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(bag.html(newest, numbers).getBytes(StandardCharsets.UTF_8));
    }
}
