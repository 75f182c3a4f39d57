package io.pinelink.springboot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes models with Jackson 2, as {@link ModelJson} describes. */
final class Jackson2Models extends SimpleModule {
  private static final long serialVersionUID = 1;

  Jackson2Models() {
    super("pinelink");
  }

  @Override
  public void setupModule(SetupContext context) {
    context.addSerializers(
        new Serializers.Base() {
          @Override
          public @Nullable JsonSerializer<?> findSerializer(
              SerializationConfig config, JavaType type, BeanDescription description) {
            return ModelJson.isModel(type.getRawClass()) ? new Serializer() : null;
          }
        });
  }

  private static final class Serializer extends JsonSerializer<Object> {
    @Override
    public void serialize(Object model, JsonGenerator out, SerializerProvider serializers)
        throws IOException {
      serializers.defaultSerializeValue(ModelJson.of(model), out);
    }
  }
}
