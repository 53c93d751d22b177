package io.holdfast.playbook;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.impl.BpmnParser;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.impl.DmnModelConstants;
import org.camunda.bpm.model.dmn.impl.DmnParser;
import org.camunda.bpm.model.xml.impl.util.ReflectUtil;
import org.xml.sax.SAXException;

/**
 * Reads diagrams and decision tables as the engine does, held against the same schemas. Its own parsers compile the schema anew for each
 * file, which is nine tenths of the time; here that is done once.
 */
final class Models {
    private static final String SCHEMA_LANGUAGE = "http://java.sun.com/xml/jaxp/properties/schemaLanguage";
    private static final String SCHEMA_SOURCE = "http://java.sun.com/xml/jaxp/properties/schemaSource";
    private static final Schema BPMN = schema(BpmnParser.class, BpmnModelConstants.BPMN_20_SCHEMA_LOCATION);
    private static final Schema DMN = schema(
            DmnParser.class,
            DmnModelConstants.DMN_15_SCHEMA_LOCATION,
            DmnModelConstants.DMN_14_SCHEMA_LOCATION,
            DmnModelConstants.DMN_13_SCHEMA_LOCATION,
            DmnModelConstants.DMN_12_SCHEMA_LOCATION,
            DmnModelConstants.DMN_11_SCHEMA_LOCATION,
            DmnModelConstants.DMN_11_ALTERNATIVE_SCHEMA_LOCATION);
    private static final BpmnParser DIAGRAMS = new BpmnParser() {
        @Override
        protected void configureFactory(DocumentBuilderFactory factory) {
            super.configureFactory(factory);
            compiled(factory, BPMN);
        }
    };
    private static final DmnParser TABLES = new DmnParser() {
        @Override
        protected void configureFactory(DocumentBuilderFactory factory) {
            super.configureFactory(factory);
            compiled(factory, DMN);
        }
    };

    private Models() {}

    private static Schema schema(Class<?> beside, String... locations) {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(Arrays.stream(locations)
                            .map(location -> ReflectUtil.getResource(location, beside.getClassLoader()))
                            .map(url -> new StreamSource(url.toString()))
                            .toArray(Source[]::new));
        } catch (SAXException e) {
            throw new IllegalStateException("The schemas of " + beside.getSimpleName() + " can't be read", e);
        }
    }

    private static void compiled(DocumentBuilderFactory factory, Schema schema) {
        factory.setAttribute(SCHEMA_LANGUAGE, null);
        factory.setAttribute(SCHEMA_SOURCE, null);
        factory.setValidating(false);
        factory.setSchema(schema);
    }

    /** @throws org.camunda.bpm.model.xml.ModelException where it is no diagram, with line and column where they are known */
    static BpmnModelInstance diagram(byte[] bytes) {
        return DIAGRAMS.parseModelFromStream(new ByteArrayInputStream(bytes));
    }

    /** @throws org.camunda.bpm.model.xml.ModelException where it is no table, with line and column where they are known */
    static DmnModelInstance table(byte[] bytes) {
        return TABLES.parseModelFromStream(new ByteArrayInputStream(bytes));
    }
}
