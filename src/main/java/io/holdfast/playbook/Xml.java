package io.holdfast.playbook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** XML that comes from outside: no document type, no entities, nothing fetched. */
final class Xml {

    // as the model library says it, without the list of all that could stand there
    private static final Pattern LINE = Pattern.compile("Line=(\\d+): (.*?)(?:\\. One of .*|$)");

    private Xml() {}

    /** The document; null, and a fault that names the line, where it is no XML. */
    static @Nullable Document read(String path, byte[] bytes, List<Fault> faults) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(new ByteArrayInputStream(bytes));
        } catch (SAXParseException e) {
            faults.add(noXml(path, e));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            faults.add(new Fault(
                    path, null, "It is no XML: " + Causes.sentence(Causes.last(e)), "Save it anew from a modeler."));
        }
        return null;
    }

    /** A parser's complaint somewhere in the causes, as a fault; else the last cause's message. */
    static Fault refused(String path, String what, Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SAXParseException at) {
                return new Fault(
                        path,
                        "line " + at.getLineNumber(),
                        what + ": " + Causes.sentence(String.valueOf(at.getMessage())),
                        "Mend it in a modeler.");
            }
        }
        String message = Causes.last(error);
        Matcher at = LINE.matcher(message);
        if (at.find()) {
            return new Fault(
                    path, "line " + at.group(1), what + ": " + Causes.sentence(at.group(2)), "Mend it in a modeler.");
        }
        return new Fault(path, null, what + ": " + Causes.sentence(Causes.last(error)), "Mend it in a modeler.");
    }

    private static Fault noXml(String path, SAXParseException e) {
        return new Fault(
                path,
                "line " + e.getLineNumber(),
                "It is no XML: " + Causes.sentence(String.valueOf(e.getMessage())),
                "Save it anew from a modeler.");
    }

    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // a warning is no reason to refuse a file
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
