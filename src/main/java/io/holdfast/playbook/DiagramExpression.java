package io.holdfast.playbook;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands between <code>${</code> and <code>}</code> in a diagram: comparisons of the declared variables, and questions to Holdfast's
 * own parts, {@code until.of(execution, 'stable')}. All else is a fault: an expression could otherwise run whatever Java can.
 */
final class DiagramExpression {
    /** All variables of a process, and what runs itself. */
    static final Set<String> VARIABLES = Set.of("verdict", "ref", "rung", "priority", "execution", "task");

    private static final Set<String> WORDS =
            Set.of("and", "or", "not", "eq", "ne", "lt", "gt", "le", "ge", "empty", "true", "false", "null");
    private static final Pattern BEGIN = Pattern.compile("[$#]\\{");
    private static final Pattern TOKEN = Pattern.compile(
            "\\s+|(?<text>'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")|(?<name>[A-Za-z_]\\w*)|(?<number>\\d+(?:\\.\\d+)?)"
                    + "|(?<sign>==|!=|<=|>=|&&|\\|\\||[-+<>!?:(),.])|(?<end>})");
    private static final String OWN =
            "Ask what the packaged diagrams ask: ${verdict == 'done'}, ${until.of(execution, 'stable')}.";

    private final Parts parts;
    private final Voice voice;

    /** Who is told. */
    interface Voice {
        void fault(String what, String remedy);
    }

    DiagramExpression(Parts parts, Voice voice) {
        this.parts = parts;
        this.voice = voice;
    }

    /** Tells what is wrong with the expressions in this text, if anything. */
    void check(String text) {
        Matcher begin = BEGIN.matcher(text);
        int from = 0;
        while (begin.find(from)) {
            int end = one(text, begin.end());
            if (end < 0) {
                return;
            }
            from = end;
        }
    }

    private record Token(String kind, String text) {}

    /** @return where it ends; -1 where it was told that it is none */
    private int one(String text, int from) {
        List<Token> tokens = new java.util.ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int at = from;
        while (true) {
            if (at >= text.length() || !matcher.find(at) || matcher.start() != at) {
                voice.fault(
                        at >= text.length()
                                ? "'" + text.strip() + "' is never closed."
                                : "'" + text.strip() + "' holds '" + text.charAt(at)
                                        + "', which no expression of a diagram needs.",
                        OWN);
                return -1;
            }
            at = matcher.end();
            if (matcher.group("end") != null) {
                break;
            }
            for (String kind : List.of("text", "name", "number", "sign")) {
                if (matcher.group(kind) != null) {
                    tokens.add(new Token(kind, matcher.group(kind)));
                }
            }
        }
        String wrong = wrong(tokens);
        if (wrong != null) {
            voice.fault(wrong, OWN);
        }
        return at;
    }

    private @Nullable String wrong(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind().equals("sign") && token.text().equals(".")) {
                return "It reaches into what '"
                        + (i == 0 ? "" : tokens.get(i - 1).text()) + "' gives.";
            }
            if (!token.kind().equals("name") || WORDS.contains(token.text())) {
                continue;
            }
            String name = token.text();
            if (sign(tokens, i + 1, ".") && i + 2 < tokens.size()) {
                String asked = tokens.get(i + 2).text();
                if (sign(tokens, i + 3, "(")) {
                    if (VARIABLES.contains(name)) {
                        return "It asks '" + name + "' for '" + asked + "', and variables are only compared.";
                    }
                    if (!parts.answers(name, asked)) {
                        return "It asks '" + name + "." + asked + "', and Holdfast has no such part.";
                    }
                } else if (!name.equals("execution") || !asked.equals("processBusinessKey")) {
                    return "It reads '" + asked + "' of '" + name + "'.";
                }
                i += 2;
            } else if (sign(tokens, i + 1, "(")) {
                return "It calls '" + name + "', and there are no functions here.";
            } else if (!VARIABLES.contains(name)) {
                return "'" + name + "' is no variable of a process.";
            }
        }
        return null;
    }

    private static boolean sign(List<Token> tokens, int at, String sign) {
        return at < tokens.size()
                && tokens.get(at).kind().equals("sign")
                && tokens.get(at).text().equals(sign);
    }
}
