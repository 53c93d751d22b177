package io.holdfast.tasks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Documentation;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaConstraint;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormData;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFormField;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperty;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaValidation;
import org.jspecify.annotations.Nullable;

/**
 * A user task as its diagram draws it: its form fields and properties. A new user task in a diagram needs no Java.
 *
 * @param about the element's documentation
 * @param onDue what happens when it is due and nobody acted
 * @param approves whether something is approved by it
 */
record TaskForm(
        String key, String name, String about, @Nullable String onDue, boolean approves, List<Line> lines) {
    /**
     * A field of the form.
     *
     * @param perLocale whether it stands once per language of the catalog, as {@code id.en}, {@code id.es}
     * @param source of options that depend on data; null where the diagram lists them
     * @param readOnly whether it only shows something
     */
    record Line(
            String id,
            String label,
            String type,
            boolean required,
            boolean perLocale,
            boolean readOnly,
            @Nullable String source,
            List<Option> options) {}

    static TaskForm read(BpmnModelInstance model, String key) {
        if (!(model.getModelElementById(key) instanceof UserTask task)) {
            throw new IllegalStateException("The diagram has no user task '" + key + "'");
        }
        StringBuilder about = new StringBuilder();
        for (Documentation d : task.getDocumentations()) {
            about.append(d.getTextContent().strip());
        }
        List<Line> lines = new ArrayList<>();
        for (CamundaFormData form : extensions(task, CamundaFormData.class)) {
            for (CamundaFormField field : form.getCamundaFormFields()) {
                lines.add(line(field));
            }
        }
        return new TaskForm(
                key,
                task.getName(),
                about.toString(),
                property(extensions(task, CamundaProperties.class), "onDue"),
                "true".equals(property(extensions(task, CamundaProperties.class), "approves")),
                lines);
    }

    private static Line line(CamundaFormField field) {
        List<CamundaProperties> properties =
                field.getCamundaProperties() == null ? List.of() : List.of(field.getCamundaProperties());
        String type = field.getCamundaType().toLowerCase(Locale.ROOT);
        if (type.equals("string") && "true".equals(property(properties, "text"))) {
            type = "text";
        }
        List<Option> options = new ArrayList<>();
        field.getCamundaValues().forEach(v -> options.add(new Option(v.getCamundaId(), v.getCamundaName())));
        return new Line(
                field.getCamundaId(),
                field.getCamundaLabel(),
                type,
                has(field.getCamundaValidation(), "required"),
                "true".equals(property(properties, "perLocale")),
                has(field.getCamundaValidation(), "readonly"),
                property(properties, "options"),
                options);
    }

    private static boolean has(@Nullable CamundaValidation validation, String constraint) {
        if (validation == null) {
            return false;
        }
        for (CamundaConstraint c : validation.getCamundaConstraints()) {
            if (constraint.equals(c.getCamundaName()) && !"false".equals(c.getCamundaConfig())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String property(Collection<CamundaProperties> all, String name) {
        for (CamundaProperties properties : all) {
            for (CamundaProperty property : properties.getCamundaProperties()) {
                if (name.equals(property.getCamundaName()) || name.equals(property.getCamundaId())) {
                    return property.getCamundaValue();
                }
            }
        }
        return null;
    }

    private static <T extends org.camunda.bpm.model.xml.instance.ModelElementInstance> Collection<T> extensions(
            BaseElement element, Class<T> type) {
        return element.getExtensionElements() == null
                ? List.of()
                : element.getExtensionElements()
                        .getElementsQuery()
                        .filterByType(type)
                        .list();
    }
}
