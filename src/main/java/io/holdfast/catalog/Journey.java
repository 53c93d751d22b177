package io.holdfast.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that customers come to do.
 *
 * @param id {@code sign-in}
 * @param name what people of the house call it, {@code Sign in and verification}
 * @param protectionOrder 1 is protected first
 * @param owner the team that owns it
 * @param question what the customer would ask, {@code Can I sign in?}
 * @param dependencies ids of what it crosses directly
 * @param indicators what its lights go by
 * @param modes its fallback modes, the one preferred by default first
 * @param queues ids of the queues whose agents serve it
 * @param trouble what is wrong, in the customer's words, as half a sentence (key: locale), {@code signing in to our app may fail}
 * @param works what still works when this journey does not, in the customer's words (key: locale)
 * @param doNow what the customer can do now, in the customer's words (key: locale)
 * @param publicName what customers call it, on the status page (key: locale)
 * @param agentDo what agents do while no mode is on, one line, in the language of their queue (key: locale)
 * @param agentSay what agents say while no mode is on, one line (key: locale)
 * @param agentDont what agents must not promise, one line, in the language of their queue (key: locale)
 * @param impact how many customers it has and what they cost; null where nobody said
 * @param agentTrouble what is wrong, in agents' words, as half a sentence (key: locale); empty where customers' words do
 * @param reliesOn which other journeys its words send customers to; null for none
 */
public record Journey(
        String id,
        String name,
        int protectionOrder,
        String owner,
        String question,
        List<String> dependencies,
        List<Indicator> indicators,
        List<Mode> modes,
        List<String> queues,
        Map<String, String> trouble,
        Map<String, String> works,
        Map<String, String> doNow,
        Map<String, String> publicName,
        Map<String, String> agentDo,
        Map<String, String> agentSay,
        Map<String, String> agentDont,
        @Nullable Impact impact,
        Map<String, String> agentTrouble,
        @Nullable Reliance reliesOn) {

    /** Whether what works is true while these journeys are hit. */
    public boolean worksBeside(Collection<String> hit) {
        return reliesOn == null || reliesOn.works().stream().noneMatch(hit::contains);
    }

    /** Whether what the customer can do now can be done while these journeys are hit. */
    public boolean advisesBeside(Collection<String> hit) {
        return reliesOn == null || reliesOn.doNow().stream().noneMatch(hit::contains);
    }

    /** One whose words rely on nothing. */
    public Journey(
            String id,
            String name,
            int protectionOrder,
            String owner,
            String question,
            List<String> dependencies,
            List<Indicator> indicators,
            List<Mode> modes,
            List<String> queues,
            Map<String, String> trouble,
            Map<String, String> works,
            Map<String, String> doNow,
            Map<String, String> publicName,
            Map<String, String> agentDo,
            Map<String, String> agentSay,
            Map<String, String> agentDont,
            @Nullable Impact impact) {
        this(
                id,
                name,
                protectionOrder,
                owner,
                question,
                dependencies,
                indicators,
                modes,
                queues,
                trouble,
                works,
                doNow,
                publicName,
                agentDo,
                agentSay,
                agentDont,
                impact,
                Map.of(),
                null);
    }

    /** One of which nobody said how many customers it has. */
    public Journey(
            String id,
            String name,
            int protectionOrder,
            String owner,
            String question,
            List<String> dependencies,
            List<Indicator> indicators,
            List<Mode> modes,
            List<String> queues,
            Map<String, String> trouble,
            Map<String, String> works,
            Map<String, String> doNow,
            Map<String, String> publicName,
            Map<String, String> agentDo,
            Map<String, String> agentSay,
            Map<String, String> agentDont) {
        this(
                id,
                name,
                protectionOrder,
                owner,
                question,
                dependencies,
                indicators,
                modes,
                queues,
                trouble,
                works,
                doNow,
                publicName,
                agentDo,
                agentSay,
                agentDont,
                null);
    }
}
