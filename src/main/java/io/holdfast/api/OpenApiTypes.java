package io.holdfast.api;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Our records as the description of the API has them. Each has a name of its own, since two controllers may both have a {@code Shown};
 * what is never null is always there, and what may be null says so.
 */
final class OpenApiTypes extends ModelResolver {

    OpenApiTypes(ObjectMapper mapper) {
        super(mapper, new Names());
        openapi31(true);
    }

    /** {@code Users.Shown} of {@code UsersController.Shown}. */
    static String name(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        return outer == null
                ? type.getSimpleName().replaceFirst("Controller$", "")
                : name(outer) + "." + type.getSimpleName();
    }

    private static final class Names extends TypeNameResolver {
        @Override
        protected String getNameOfClass(Class<?> type) {
            return type.getName().startsWith("io.holdfast.") ? name(type) : super.getNameOfClass(type);
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // as the library has it
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> next) {
        Schema schema = super.resolve(type, context, next);
        if (schema == null || type.getType() == null) {
            return schema;
        }
        JavaType java = _mapper.constructType(type.getType());
        if (java.getRawClass().isRecord()) {
            String ref = schema.get$ref();
            Schema model =
                    ref == null ? schema : context.getDefinedModels().get(ref.substring(ref.lastIndexOf('/') + 1));
            if (model != null && model.getProperties() != null) {
                asTheRecordSays(model, java.getRawClass());
            }
        }
        return schema;
    }

    private static void asTheRecordSays(Schema<?> model, Class<?> type) {
        Map<String, Schema> properties = model.getProperties();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            Schema<?> property = properties.get(name);
            List<String> required = model.getRequired() == null ? List.of() : model.getRequired();
            if (property == null || required.contains(name)) {
                continue;
            }
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                model.addRequiredItem(name);
            } else if (property.get$ref() != null) {
                Schema<?> either = new JsonSchema();
                either.anyOf(List.of(property, new JsonSchema().types(Set.of("null"))));
                properties.put(name, either);
            } else if (property.getAnyOf() == null && property.getTypes() != null) {
                property.addType("null");
            }
        }
    }
}
