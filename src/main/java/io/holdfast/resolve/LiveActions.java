package io.holdfast.resolve;

import io.holdfast.standin.ActionStandIn;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Does the live world's steps: each kind in its own way. Where no address is set for an end, its step is played on this machine. */
@Component
class LiveActions implements ActionPerformer {
    private static final Logger log = LoggerFactory.getLogger(LiveActions.class);

    private final ActionEndpoints endpoints;
    private final WebhookActions webhooks;
    private final SlackActions slack;
    private final LocalActions local = new LocalActions(new ActionStandIn());

    LiveActions(ActionEndpoints endpoints, WebhookActions webhooks, SlackActions slack) {
        this.endpoints = endpoints;
        this.webhooks = webhooks;
        this.slack = slack;
    }

    @Override
    public ActionOutcome perform(ActionCall call) {
        return switch (call.action().kind()) {
            case "flag" -> ActionOutcome.done(call.undo() ? "The flags are as usual" : "The flags are set");
            case "slack" -> slack.put(call);
            default -> {
                Optional<ActionEndpoints.Reached> end = endpoints.of(call.action());
                if (end.isEmpty()) {
                    log.warn(
                            "No address is set (holdfast.actions.{}.url): the step {} is played on this machine",
                            call.action().to(),
                            call.key());
                    yield local.perform(call);
                }
                yield webhooks.send(call, end.get());
            }
        };
    }

    @Override
    public ActionOutcome ask(ActionCall call) {
        return switch (call.action().kind()) {
            case "webhook", "weights" ->
                endpoints.of(call.action()).map(end -> webhooks.ask(call, end)).orElseGet(() -> local.ask(call));
            default -> ActionOutcome.refused("It is done once, however often it is tried");
        };
    }
}
