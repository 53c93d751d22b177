package io.holdfast.playbook;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where each element of an XML file stands in its text, so that one passage can be changed and all the others stay as they are, down
 * to the last blank. The model library would write the whole file anew: other indentation, other order of attributes.
 */
final class XmlSource {

    private static final Pattern MARKUP = Pattern.compile(
            "<!--.*?-->|<!\\[CDATA\\[.*?\\]\\]>|<\\?.*?\\?>|<(/?)([^\\s/>!?]+)((?:[^>\"'/]+|\"[^\"]*\"|'[^']*'|/(?!>))*)(/?)>",
            Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("\\sid\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");

    /** An element; positions are in the file's text. */
    static final class Element {
        final String name;
        final String id;
        final int start;
        final int inner;
        final List<Element> children = new ArrayList<>();
        int innerEnd;
        int end;

        Element(String name, String id, int start, int inner) {
            this.name = name;
            this.id = id;
            this.start = start;
            this.inner = inner;
        }

        /** The name without its prefix. */
        String local() {
            return name.substring(name.indexOf(':') + 1);
        }

        /** The prefix with its colon; empty where there is none. */
        String prefix() {
            return name.substring(0, name.indexOf(':') + 1);
        }

        List<Element> all(String local) {
            return children.stream().filter(c -> c.local().equals(local)).toList();
        }

        Optional<Element> first(String local) {
            return children.stream().filter(c -> c.local().equals(local)).findFirst();
        }

        boolean emptyTag() {
            return inner == end;
        }

        /** It and all in it. */
        Stream<Element> deep() {
            return Stream.concat(Stream.of(this), children.stream().flatMap(Element::deep));
        }
    }

    private final String text;
    private final Element root;

    private XmlSource(String text, Element root) {
        this.text = text;
        this.root = root;
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException where it is no XML in UTF-8; the message says why
     */
    static XmlSource of(byte[] bytes) {
        List<Fault> faults = new ArrayList<>();
        if (Xml.read("The file", bytes, faults) == null) {
            throw new IllegalArgumentException(faults.get(0).toString());
        }
        try {
            return of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("The file is not in UTF-8. Save it so.", e);
        }
    }

    /** Well-formed XML without a document type. */
    static XmlSource of(String text) {
        Deque<Element> open = new ArrayDeque<>();
        Element root = null;
        Matcher next = MARKUP.matcher(text);
        while (next.find()) {
            if (next.group(2) == null) {
                continue;
            }
            if (next.group(1).isEmpty()) {
                Element element = new Element(next.group(2), id(next.group(3)), next.start(), next.end());
                Element parent = open.peek();
                if (parent != null) {
                    parent.children.add(element);
                }
                root = root == null ? element : root;
                if (next.group(4).isEmpty()) {
                    open.push(element);
                } else {
                    element.innerEnd = next.end();
                    element.end = next.end();
                }
            } else {
                Element closed = open.pop();
                closed.innerEnd = next.start();
                closed.end = next.end();
            }
        }
        if (root == null) {
            throw new IllegalArgumentException("The file holds no element.");
        }
        return new XmlSource(text, root);
    }

    private static String id(@Nullable String attributes) {
        Matcher id = ID.matcher(attributes == null ? "" : attributes);
        if (!id.find()) {
            return "";
        }
        return id.group(1) == null ? id.group(2) : id.group(1);
    }

    /** Where the value of the attribute 'id' begins in a start tag; -1 where it has none. */
    static int idAt(String tag) {
        Matcher id = ID.matcher(tag);
        if (!id.find()) {
            return -1;
        }
        return id.group(1) == null ? id.start(2) : id.start(1);
    }

    String text() {
        return text;
    }

    Element root() {
        return root;
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    String of(Element element) {
        return text.substring(element.start, element.end);
    }

    /** The same with the passage replaced. */
    XmlSource with(int from, int to, String instead) {
        return of(text.substring(0, from) + instead + text.substring(to));
    }

    /** From where to where the element fills whole lines; where it does not, the element alone. */
    int[] lines(Element element) {
        int from = element.start;
        while (from > 0 && " \t".indexOf(text.charAt(from - 1)) >= 0) {
            from--;
        }
        int to = element.end;
        while (to < text.length() && " \t\r".indexOf(text.charAt(to)) >= 0) {
            to++;
        }
        boolean opens = from == 0 || text.charAt(from - 1) == '\n';
        boolean closes = to < text.length() && text.charAt(to) == '\n';
        return opens && closes ? new int[] {from, to + 1} : new int[] {element.start, element.end};
    }

    /** The blanks before the element on its line; none where something else stands before it. */
    String indent(Element element) {
        return text.substring(lines(element)[0], element.start);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
