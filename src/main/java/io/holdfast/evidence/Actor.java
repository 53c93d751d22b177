package io.holdfast.evidence;

import org.jspecify.annotations.Nullable;

/** Who or what did it. */
public sealed interface Actor {

    /** Whether nobody's hand was in it. */
    boolean automatic();

    /** A person, by his username; the record holds his pseudonym only. */
    record Person(String username) implements Actor {
        @Override
        public boolean automatic() {
            return false;
        }
    }

    /** A program that called the API by its token. */
    record Token(String name) implements Actor {
        @Override
        public boolean automatic() {
            return false;
        }
    }

    /** Somebody outside, by the channel he came through: {@code customer by sms}. */
    record Outside(String who) implements Actor {
        @Override
        public boolean automatic() {
            return false;
        }
    }

    /**
     * A rule of the playbook.
     *
     * @param path the file, {@code processes/decisions/severity.dmn}
     * @param version the file's own version, counted from 1
     * @param row the rule's id in the table; null where the whole file decided
     * @param playbook the playbook's number
     */
    record Rule(String path, int version, @Nullable String row, long playbook) implements Actor {
        @Override
        public boolean automatic() {
            return true;
        }
    }

    /** Holdfast itself, by the part that acted: {@code detect}, {@code delivery}. */
    record Self(String part) implements Actor {
        @Override
        public boolean automatic() {
            return true;
        }
    }
}
