package io.holdfast.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agreed fallback mode of a journey: what keeps customers going while something is broken.
 *
 * @param id unique within its journey, {@code security-questions}
 * @param journey the journey it belongs to
 * @param name what people call it, {@code Verify by security questions}
 * @param stays what stays live, for people
 * @param simpler what is simplified, for people
 * @param off what is shut off, for people
 * @param humanPath the path to a person that stays open (number, hours); null where none does, and then no text may say 'call us'
 * @param byHand steps that a person must do to switch it on, in order; empty where the flag alone does it
 * @param byHandUndo steps that a person must do to put it back, in order
 * @param features values of the flags {@code journey.<journey>.<feature>} while it is on
 * @param hardEnd after this long it must be off, whatever the incident does; null where there is no such limit
 * @param agentDo what agents do under it, one line, in the language of their queue (key: locale)
 * @param agentSay what agents say under it, one line (key: locale)
 * @param agentDont what agents must not promise under it, one line, in the language of their queue (key: locale)
 * @param customer the sentence for customers that this mode makes true (key: locale)
 * @param needs ids of dependencies that it can't do without
 */
public record Mode(
        String id,
        String journey,
        String name,
        String stays,
        String simpler,
        String off,
        @Nullable String humanPath,
        List<String> byHand,
        List<String> byHandUndo,
        Map<String, Object> features,
        @Nullable Duration hardEnd,
        Map<String, String> agentDo,
        Map<String, String> agentSay,
        Map<String, String> agentDont,
        Map<String, String> customer,
        List<String> needs) {}
