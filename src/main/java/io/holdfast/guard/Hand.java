package io.holdfast.guard;

import io.holdfast.evidence.Actor;

/** Who did it, as two columns of a row. */
public record Hand(String kind, String name) {

    /** The hand of this actor. */
    public static Hand of(Actor by) {
        if (by instanceof Actor.Person person) {
            return new Hand("person", person.username());
        }
        if (by instanceof Actor.Token token) {
            return new Hand("token", token.name());
        }
        if (by instanceof Actor.Rule rule) {
            return new Hand("rule", rule.path().substring(rule.path().lastIndexOf('/') + 1) + " " + rule.row());
        }
        if (by instanceof Actor.Outside outside) {
            return new Hand("outside", outside.who());
        }
        return new Hand("self", ((Actor.Self) by).part());
    }

    /** A username, or what else it was in words. */
    public String word() {
        return switch (kind) {
            case "person" -> name;
            case "token" -> "token " + name;
            case "rule" -> name;
            case "self" -> "Holdfast, " + name;
            default -> name;
        };
    }
}
