package io.holdfast.redundancy;

import io.holdfast.catalog.Catalog;
import io.holdfast.catalog.RedundancyRule;
import io.holdfast.catalog.RedundancyRule.Allowance;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A weakness, and what the house's rules say of it.
 *
 * @param allowance what lets it pass or did so until its last day; null where nothing does
 */
public record Judged(Finding finding, Level level, @Nullable Allowance allowance) {

    /** What follows from it. */
    public enum Level {
        /** The playbook is not loaded. */
        REFUSE,
        /** It is told. */
        WARN,
        /** It is let pass for a while. */
        ALLOWED,
        /** The house does not care. */
        IGNORE;

        /** {@code refuse}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Judged of(Finding finding, Catalog catalog, LocalDate today) {
        Optional<RedundancyRule> rule = catalog.rules().stream()
                .filter(r -> r.finding().equals(finding.kind().id()))
                .findFirst();
        Level level =
                rule.map(r -> Level.valueOf(r.level().toUpperCase(Locale.ROOT))).orElse(Level.WARN);
        Allowance allowance = rule.flatMap(r -> r.except().stream()
                        .filter(a -> a.about().equals(finding.about())
                                && (a.with() == null || a.with().equals(finding.with())))
                        // of two that fit, the one that holds longer
                        .max(Comparator.comparing(Allowance::until)))
                .orElse(null);
        boolean holds = allowance != null && !today.isAfter(allowance.until());
        return new Judged(finding, holds && level != Level.IGNORE ? Level.ALLOWED : level, allowance);
    }

    /** Whether it was let pass, and is no more. */
    public boolean ended() {
        return allowance != null && level != Level.ALLOWED;
    }
}
