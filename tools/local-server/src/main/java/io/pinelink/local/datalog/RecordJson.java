package io.pinelink.local.datalog;

import io.pinelink.server.internal.inference.HostedModel;
import io.pinelink.server.internal.inference.HostedModels;
import io.pinelink.server.internal.saving.SavedCopy;
import io.pinelink.server.internal.schema.DeclaredField;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ArrayNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.BooleanNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.DoubleNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.LongNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records as JSON objects: each component that is not null is a member. A record of a sealed
 * interface also has its own name, a hosted model is its name, and a copy its id.
 *
 * @param copies returns a copy by its id
 */
record RecordJson(Function<UUID, SavedCopy> copies) {
  static final String PROJECT = "project";
  private static final String KIND = "kind";

  /**
   * Returns the JSON of a resource.
   *
   * @param project the id of the project that has the resource; empty if none has
   */
  static byte[] of(String project, Record state) {
    ObjectNode json = object(state);
    if (!project.isEmpty()) {
      json.put(PROJECT, project);
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode object(Record value) {
    ObjectNode object = PlainJson.MAPPER.createObjectNode();
    if (sealedForm(value.getClass()).findAny().isPresent()) {
      object.put(KIND, value.getClass().getSimpleName());
    }
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      Object member = member(value, component);
      if (member != null) {
        object.set(component.getName(), json(member));
      }
    }
    return object;
  }

  private static Stream<Class<?>> sealedForm(Class<?> type) {
    return Arrays.stream(type.getInterfaces()).filter(Class::isSealed);
  }

  private static @Nullable Object member(Record value, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(Object value) {
    if (value instanceof HostedModel model) {
      return TextNode.valueOf(model.name());
    } else if (value instanceof SavedCopy copy) {
      return TextNode.valueOf(copy.id().toString());
    } else if (value instanceof DocumentSchema schema) {
      return json(schema.fields());
    } else if (value instanceof Record record) {
      return object(record);
    } else if (value instanceof Map<?, ?> map) {
      ObjectNode object = PlainJson.MAPPER.createObjectNode();
      map.forEach(
          (name, member) -> {
            if (member != null) {
              object.set(name.toString(), json(member));
            }
          });
      return object;
    } else if (value instanceof Collection<?> elements) {
      ArrayNode array = PlainJson.MAPPER.createArrayNode();
      elements.forEach(element -> array.add(json(element)));
      return array;
    } else if (value instanceof Double number) {
      return DoubleNode.valueOf(number);
    } else if (value instanceof Number number) {
      return LongNode.valueOf(number.longValue());
    } else if (value instanceof Boolean flag) {
      return BooleanNode.valueOf(flag);
    }
    return TextNode.valueOf(value instanceof Enum<?> one ? one.name() : value.toString());
  }

  <T extends Record> T read(Class<T> type, JsonNode json) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] members = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      JsonNode member = json.get(components[i].getName());
      if (member != null) {
        members[i] = value(components[i].getGenericType(), member);
      } else if (types[i].isPrimitive()) {
        throw new IllegalArgumentException(type + " has no " + components[i].getName());
      }
    }
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(members);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(type + " cannot be read", e);
    }
  }

  private Object value(Type type, JsonNode json) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == Map.class) {
        Map<String, Object> map = new LinkedHashMap<>();
        json.properties()
            .forEach(member -> map.put(member.getKey(), value(arguments[1], member.getValue())));
        return Collections.unmodifiableMap(map);
      }
      List<Object> elements = new ArrayList<>();
      json.forEach(element -> elements.add(value(arguments[0], element)));
      return generic.getRawType() == List.class
          ? List.copyOf(elements)
          : Collections.unmodifiableSet(new LinkedHashSet<>(elements));
    }
    return value((Class<?>) type, json);
  }

  private Object value(Class<?> type, JsonNode json) {
    if (type == String.class) {
      return json.asText();
    } else if (type == UUID.class) {
      return UUID.fromString(json.asText());
    } else if (type == Instant.class) {
      return Instant.parse(json.asText());
    } else if (type == long.class) {
      return json.asLong();
    } else if (type == int.class) {
      return json.asInt();
    } else if (type == boolean.class) {
      return json.asBoolean();
    } else if (type == HostedModel.class) {
      return HostedModels.find(json.asText())
          .orElseThrow(() -> new IllegalArgumentException("there is no model " + json));
    } else if (type == SavedCopy.class) {
      return copies.apply(UUID.fromString(json.asText()));
    } else if (type == DocumentSchema.class) {
      Map<String, DeclaredField> fields = new LinkedHashMap<>();
      json.properties()
          .forEach(
              field ->
                  fields.put(
                      field.getKey(),
                      (DeclaredField) value(DeclaredField.class, field.getValue())));
      return new DocumentSchema(fields);
    } else if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .filter(one -> ((Enum<?>) one).name().equals(json.asText()))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("there is no " + type + " " + json));
    } else if (type.isSealed()) {
      String kind = json.path(KIND).asText();
      return Stream.of(type.getPermittedSubclasses())
          .filter(one -> one.getSimpleName().equals(kind))
          .findFirst()
          .map(one -> read(one.asSubclass(Record.class), json))
          .orElseThrow(() -> new IllegalArgumentException("there is no " + type + " " + kind));
    }
    return type == Object.class
        ? Objects.requireNonNull(PlainJson.value(json))
        : read(type.asSubclass(Record.class), json);
  }
}
