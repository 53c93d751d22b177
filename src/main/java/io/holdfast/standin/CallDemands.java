package io.holdfast.standin;

import io.holdfast.standin.HttpFront.Reply;
import java.io.IOException;
import java.io.StringReader;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What a request for a call must be like. */
final class CallDemands {

    private static final String E164 = "\\+[1-9][0-9]{6,14}";
    private static final int LONGEST_TWIML = 4000;
    private static final Set<String> EVENTS = Set.of("initiated", "ringing", "answered", "completed");
    private static final Set<String> VERBS = Set.of("Say", "Pause");
    private static final Set<String> KNOWN = Set.of(
            "To",
            "From",
            "Url",
            "Twiml",
            "ApplicationSid",
            "StatusCallback",
            "StatusCallbackEvent",
            "StatusCallbackMethod",
            "Timeout",
            "TimeLimit");

    private CallDemands() {}

    /** Twilio's refusal; null where the call can be made. */
    static @Nullable Reply refusal(Form form) {
        for (String name : form.fields().keySet()) {
            if (!KNOWN.contains(name)) {
                return TwilioErrors.error(400, "20001", "Unknown parameter " + name);
            }
        }
        if (!form.has("To")) {
            return TwilioErrors.error(400, "21201", "No 'To' number is specified");
        }
        if (!form.has("From")) {
            return TwilioErrors.error(400, "21213", "'From' phone number is required");
        }
        if (!String.valueOf(form.get("To")).matches(E164)) {
            return TwilioErrors.error(400, "21211", "Invalid 'To' Phone Number");
        }
        if (!String.valueOf(form.get("From")).matches(E164)) {
            return TwilioErrors.error(400, "21212", "Invalid 'From' Phone Number");
        }
        String callback = form.get("StatusCallback");
        if (callback != null && !callback.matches("https?://[^\\s]+")) {
            return TwilioErrors.error(400, "21609", "Invalid 'StatusCallback' url");
        }
        String event = form.get("StatusCallbackEvent");
        String method = form.get("StatusCallbackMethod");
        if ((event != null && !EVENTS.contains(event)) || (method != null && !method.matches("GET|POST"))) {
            return TwilioErrors.error(400, "21626", "Invalid StatusCallbackEvent or StatusCallbackMethod");
        }
        String ring = form.get("Timeout");
        if (ring != null
                && !(ring.matches("[0-9]{1,3}") && Integer.parseInt(ring) >= 1 && Integer.parseInt(ring) <= 600)) {
            return TwilioErrors.error(400, "21208", "Invalid Timeout");
        }
        return words(form.get("Twiml"));
    }

    // Twilio itself takes the call and fails in it; whoever tries here wants to know at once.
    private static @Nullable Reply words(@Nullable String twiml) {
        if (twiml == null || twiml.isEmpty()) {
            return TwilioErrors.error(400, "21205", "Url parameter is required");
        }
        if (twiml.length() > LONGEST_TWIML) {
            return TwilioErrors.error(400, "21205", "Twiml is longer than " + LONGEST_TWIML + " characters");
        }
        try {
            Element root =
                    parser().parse(new InputSource(new StringReader(twiml))).getDocumentElement();
            if (!root.getTagName().equals("Response")) {
                return TwilioErrors.error(400, "12102", "The root element is not Response");
            }
            for (Node verb = root.getFirstChild(); verb != null; verb = verb.getNextSibling()) {
                if (verb.getNodeType() == Node.ELEMENT_NODE && !VERBS.contains(verb.getNodeName())) {
                    return TwilioErrors.error(400, "12200", "No verb that is taken here: " + verb.getNodeName());
                }
            }
            return null;
        } catch (SAXException e) {
            return TwilioErrors.error(400, "12100", "Document parse failure: " + e.getMessage());
        } catch (IOException | ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null);
        return builder;
    }
}
