package io.pinelink.testsupport;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;

/**
 * Messages that are made from requests by the names of their fields: {@code top_k} is what {@code
 * topK()} returns. They are the reference for code that writes one field after another, and know
 * nothing but the descriptor. A field without an accessor, or with one of another type, fails.
 */
public final class RequestMessages {
  private RequestMessages() {}

  /**
   * Sets the fields of a message, except deprecated ones.
   *
   * @param except the names of the fields that the request does not have
   * @param nested converts a part of the request to the message in its field
   */
  public static void fill(
      Message.Builder message,
      Object request,
      Set<String> except,
      Function<Object, Message> nested) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (!field.getOptions().getDeprecated() && !except.contains(field.getName())) {
        BuilderSetting.valueOf(request, field.getJsonName())
            .ifPresent(value -> set(message, field, value, nested));
      }
    }
  }

  private static void set(
      Message.Builder message,
      FieldDescriptor field,
      Object value,
      Function<Object, Message> nested) {
    boolean isMessage = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (value instanceof float[] floats) {
      for (float each : floats) {
        message.addRepeatedField(field, each);
      }
    } else if (value instanceof Collection<?> elements) {
      for (Object each : elements) {
        message.addRepeatedField(field, isMessage ? nested.apply(each) : each);
      }
    } else {
      message.setField(field, isMessage ? nested.apply(value) : value);
    }
  }
}
