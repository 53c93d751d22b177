package io.holdfast.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something behind a journey that can break.
 *
 * @param id {@code identity-provider}
 * @param name {@code Identity provider}
 * @param kind what it is
 * @param path which workload it carries: {@code real-time-voice}, {@code sensitive-data}, {@code cloud-scaling}, {@code standard}
 * @param vendor the vendor's id; null where the house runs it
 * @param region where it runs, {@code eu-west}; null where it has no region
 * @param platform what it runs on, shared with others, {@code aurora-cloud}; null where it has none
 * @param team the team that owns it
 * @param redundancy {@code geo}, {@code active-active}, {@code active-passive}, {@code network}, {@code data}, {@code isolation},
 *     {@code none}
 * @param needs ids of what it crosses itself
 * @param aliases other names under which signals speak of it
 * @param matchers labels that point to it: any one map whose entries all equal the signal's labels
 * @param usedByHoldfast whether Holdfast itself needs it
 */
public record Dependency(
        String id,
        String name,
        Kind kind,
        String path,
        @Nullable String vendor,
        @Nullable String region,
        @Nullable String platform,
        String team,
        String redundancy,
        List<String> needs,
        List<String> aliases,
        List<Map<String, String>> matchers,
        boolean usedByHoldfast) {

    /** The kinds of the public contract. */
    public enum Kind {
        CCAAS,
        CRM,
        IDENTITY,
        AI,
        INTEGRATION,
        CLOUD,
        CARRIER;

        /** The word of the public contract, {@code ccaas}. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
