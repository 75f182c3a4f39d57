package io.pinelink.springboot;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.Serializers;

/** Writes models with Jackson 3, as {@link ModelJson} describes. */
final class Jackson3Models extends SimpleModule {
  private static final long serialVersionUID = 1;

  Jackson3Models() {
    super("pinelink");
  }

  @Override
  public void setupModule(SetupContext context) {
    context.addSerializers(
        new Serializers.Base() {
          @Override
          public @Nullable ValueSerializer<?> findSerializer(
              SerializationConfig config,
              JavaType type,
              BeanDescription.Supplier description,
              JsonFormat.@Nullable Value format) {
            return ModelJson.isModel(type.getRawClass()) ? new Serializer() : null;
          }
        });
  }

  private static final class Serializer extends ValueSerializer<Object> {
    @Override
    public void serialize(Object model, JsonGenerator out, SerializationContext serializers) {
      serializers.writeValue(out, ModelJson.of(model));
    }
  }
}
