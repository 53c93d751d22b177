package io.holdfast.console;

import io.holdfast.engine.ClockMover;
import io.holdfast.guard.Automation;
import io.holdfast.incident.Incidents;
import io.holdfast.people.People;
import io.holdfast.playbook.Fault;
import io.holdfast.playbook.PlaybookFaults;
import io.holdfast.security.Caller;
import io.holdfast.security.Callers;
import io.holdfast.tasks.Tasks;
import io.holdfast.time.Times;
import io.holdfast.time.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.util.StringUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.context.LazyContextVariable;

/** Gives every page its frame and its clock. */
@ControllerAdvice(basePackageClasses = FrameAdvice.class)
class FrameAdvice {

    private final Incidents incidents;
    private final Tasks tasks;
    private final Callers callers;
    private final People people;
    private final House house;
    private final Times times;
    private final ObjectProvider<ClockMover> clock;
    private final PlaybookFaults faults;
    private final Automation automation;
    private final Environment settings;

    FrameAdvice(
            Incidents incidents,
            Tasks tasks,
            Callers callers,
            People people,
            House house,
            Times times,
            ObjectProvider<ClockMover> clock,
            PlaybookFaults faults,
            Automation automation,
            Environment settings) {
        this.incidents = incidents;
        this.tasks = tasks;
        this.callers = callers;
        this.people = people;
        this.house = house;
        this.times = times;
        this.clock = clock;
        this.faults = faults;
        this.automation = automation;
        this.settings = settings;
    }

    @ModelAttribute("frame")
    Frame frame() {
        Supplier<@Nullable Caller> caller = SingletonSupplier.of(this::caller);
        return new Frame(
                SingletonSupplier.of(() -> house.catalog().house()),
                SingletonSupplier.of(() -> incidents.open(World.LIVE)),
                SingletonSupplier.of(() -> tasks.open(null)),
                caller,
                SingletonSupplier.of(() -> {
                    Caller who = caller.get();
                    return who == null ? "" : people.nameOf(who.name());
                }),
                SingletonSupplier.ofNullable(() ->
                        clock.stream().findFirst().flatMap(ClockMover::nextDue).orElse(null)),
                SingletonSupplier.of(
                        () -> faults.current().stream().map(Fault::toString).toList()),
                SingletonSupplier.of(faults::conflicts),
                SingletonSupplier.of(this::automation),
                settings.acceptsProfiles(Profiles.of("demo")),
                times.settable(),
                local(),
                !StringUtils.hasText(settings.getProperty("holdfast.playbook.location")));
    }

    @ModelAttribute("local")
    LazyContextVariable<LocalTimes> localTimes() {
        return new LazyContextVariable<>() {
            @Override
            protected LocalTimes loadValue() {
                return house.local();
            }
        };
    }

    /** With whose hand it was by his name. */
    private Automation.State automation() {
        Automation.State state = automation.now(World.LIVE);
        return new Automation.State(state.on(), state.because(), people.nameOf(state.by()), state.since());
    }

    private @Nullable Caller caller() {
        try {
            return callers.current();
        } catch (IllegalStateException nobodyIsSignedIn) {
            return null; // a public page, or a board opened by its key
        }
    }

    private List<String> local() {
        List<String> local = new ArrayList<>();
        if (!StringUtils.hasText(settings.getProperty("holdfast.slack.bot-token"))) {
            local.add("Slack");
        }
        if (!StringUtils.hasText(settings.getProperty("holdfast.twilio.account-sid"))) {
            local.add("SMS");
        }
        return local;
    }
}
