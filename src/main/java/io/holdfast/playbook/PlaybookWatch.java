package io.holdfast.playbook;

import io.holdfast.engine.Worker;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Looks at the folder every two and a half seconds, where one is set. A change is taken once it has stood still for one look, so that
 * a half-written set is not: within five seconds of the last write.
 */
@Component
class PlaybookWatch extends Worker {

    private final PlaybookSource source;
    private final PlaybookImport imports;
    private String seen = "";
    private String handled = "";

    PlaybookWatch(PlaybookSource source, PlaybookImport imports) {
        super("playbook", Duration.ofMillis(2500));
        this.source = source;
        this.imports = imports;
    }

    @Override
    protected boolean work() {
        if (source.hasFolder()) {
            look();
        }
        return false;
    }

    void look() {
        PlaybookSource.Lying lying;
        String digest;
        List<Fault> unreadable = List.of();
        try {
            lying = source.lying();
            digest = lying.files().digest();
        } catch (BadPlaybook e) {
            lying = null;
            unreadable = e.faults();
            digest = String.valueOf(e.getMessage());
        }
        if (digest.equals(seen) && !digest.equals(handled)) {
            if (lying == null) {
                imports.refuse(unreadable);
            } else {
                imports.refresh(source.name(), lying);
            }
            handled = digest;
        }
        seen = digest;
    }
}
