package io.pinelink.springboot;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.DenseValues;
import io.pinelink.model.Fields;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexFamily;
import io.pinelink.routing.Route;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content of a model as Jackson writes it, on either line: maps, lists, arrays and numbers, and
 * other models. A vector, a match and a document have the form of the service's REST API; any other
 * model has a member for each accessor. A value that is empty is left out, and so is a route, whose
 * addresses are not for those who call an application.
 */
final class ModelJson {
  /** The whole numbers up to here have a 64-bit float of their own. */
  private static final double MAX_EXACT = 1L << 53;

  /** The packages of the models, and of the records behind their interfaces. */
  static final Set<String> PACKAGES =
      Stream.of(
              "model",
              "namespaces",
              "documents",
              "records",
              "inference",
              "control",
              "imports",
              "admin",
              "internal.response")
          .map("io.pinelink."::concat)
          .collect(Collectors.toUnmodifiableSet());

  /** The open values of other packages, which are texts in models. */
  static final Set<Class<?>> TEXTS = Set.of(Cloud.class, IndexFamily.class);

  private static final Set<String> NO_ACCESSORS =
      Set.of("hashCode", "toString", "toBuilder", "toJson");

  private ModelJson() {}

  /** Returns whether values of a type are written by {@link #of}. */
  static boolean isModel(Class<?> type) {
    return TEXTS.contains(type) || (PACKAGES.contains(type.getPackageName()) && !type.isEnum());
  }

  /** Returns the content of a model. */
  static Object of(Object model) {
    if (model instanceof DenseValues dense) {
      return dense.values();
    }
    if (model instanceof Metadata metadata) {
      return members(metadata.asMap());
    }
    if (model instanceof Fields fields) {
      return members(fields.asMap());
    }
    if (model instanceof DocumentFields fields) {
      return members(fields.asMap());
    }
    if (model instanceof SparseValues sparse) {
      return sparse(sparse);
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (model instanceof Vector vector) {
      members.put("id", vector.id());
      addContent(vector, members);
    } else if (model instanceof Match match) {
      members.put("id", match.id());
      members.put("score", match.score());
      addContent(match.vector(), members);
    } else if (model instanceof Document document) {
      members.put("_id", document.id());
      document.fields().asMap().forEach((name, value) -> members.put(name, value(value)));
    } else {
      List<Method> accessors = accessors(model.getClass());
      if (isText(model.getClass(), accessors)) {
        return Objects.requireNonNull(read(accessors.get(0), model));
      }
      accessors.forEach(accessor -> add(accessor.getName(), read(accessor, model), members));
    }
    return members;
  }

  private static void addContent(Vector vector, Map<String, @Nullable Object> members) {
    if (vector.dimension() > 0) {
      members.put("values", vector.values());
    }
    vector.sparseValues().ifPresent(sparse -> members.put("sparseValues", sparse(sparse)));
    if (!vector.metadata().isEmpty()) {
      members.put("metadata", vector.metadata());
    }
  }

  private static Map<String, Object> sparse(SparseValues sparse) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put(
        "indices", Arrays.stream(sparse.indices()).mapToLong(Integer::toUnsignedLong).toArray());
    members.put("values", sparse.values());
    return members;
  }

  /** Adds a member, unless it is empty or not for those who call the application. */
  private static void add(
      String name, @Nullable Object value, Map<String, @Nullable Object> members) {
    Object content = unwrapped(value);
    if (content != null && !(content instanceof Route) && !(content instanceof DenseColumns)) {
      members.put(name, content);
    }
  }

  private static @Nullable Object unwrapped(@Nullable Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.orElse(null);
    }
    if (value instanceof OptionalLong number) {
      return number.isPresent() ? (Object) number.getAsLong() : null;
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? (Object) number.getAsInt() : null;
    }
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? (Object) number.getAsDouble() : null;
    }
    return value;
  }

  /** Returns a value with whole numbers instead of floats that are whole. */
  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Double number
        && number == Math.rint(number)
        && Math.abs(number) <= MAX_EXACT) {
      return number.longValue();
    }
    if (value instanceof Map<?, ?> map) {
      return members(map);
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(ModelJson::value).toList();
    }
    return value;
  }

  private static Map<Object, @Nullable Object> members(Map<?, ? extends @Nullable Object> map) {
    Map<Object, @Nullable Object> members = new LinkedHashMap<>();
    map.forEach((key, member) -> members.put(key, value(member)));
    return members;
  }

  /** Returns whether a type is a text with a name of its own, such as a metric. */
  private static boolean isText(Class<?> type, List<Method> accessors) {
    return type.isRecord()
        && accessors.size() == 1
        && accessors.get(0).getName().equals("value")
        && accessors.get(0).getReturnType() == String.class;
  }

  private static List<Method> accessors(Class<?> type) {
    if (type.isRecord()) {
      return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getAccessor).toList();
    }
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class)
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> method.getReturnType() != void.class)
        .filter(method -> !NO_ACCESSORS.contains(method.getName()))
        .filter(method -> !method.isBridge())
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  private static @Nullable Object read(Method accessor, Object model) {
    accessor.trySetAccessible(); // the records of responses are not public in every extension
    try {
      return accessor.invoke(model);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(accessor + " is not accessible", e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(accessor + " failed", e.getCause());
    }
  }
}
