package io.pinelink.moduletests;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The types that users receive from the methods of a client, as a whole or as a part. */
final class ReturnedTypes {
  private final Set<Class<?>> found = new LinkedHashSet<>();
  private final Deque<Class<?>> unread = new ArrayDeque<>();

  private ReturnedTypes() {}

  /** Returns the types that methods of these classes return, and the types of their parts. */
  static Set<Class<?>> of(Collection<Class<?>> clients) {
    ReturnedTypes types = new ReturnedTypes();
    clients.forEach(types::read);
    while (!types.unread.isEmpty()) {
      types.read(types.unread.remove());
    }
    return types.found;
  }

  /**
   * Returns whether a new member of a type breaks the programs that create it: it has a public
   * constructor and no builder. An open value, such as a metric, never gets a second member.
   */
  static boolean isFrozen(Class<?> type) {
    return type.getConstructors().length > 0
        && !Throwable.class.isAssignableFrom(type)
        && Arrays.stream(type.getClasses()).noneMatch(n -> n.getSimpleName().equals("Builder"))
        && !isOpenValue(type);
  }

  private static boolean isOpenValue(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    return type.isRecord()
        && components.length == 1
        && components[0].getName().equals("value")
        && components[0].getType() == String.class;
  }

  private void read(Class<?> type) {
    Stream.of(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(method -> !method.isSynthetic())
        .map(Method::getGenericReturnType)
        .forEach(this::add);
    if (type.isSealed()) {
      Stream.of(type.getPermittedSubclasses())
          .filter(part -> Modifier.isPublic(part.getModifiers()))
          // Users cannot name the records behind responses.
          .filter(part -> !part.getPackageName().contains(".internal"))
          .forEach(this::add);
    }
  }

  private void add(Type type) {
    if (type instanceof ParameterizedType generic) {
      add(generic.getRawType());
      Stream.of(generic.getActualTypeArguments()).forEach(this::add);
    } else if (type instanceof WildcardType wildcard) {
      Stream.of(wildcard.getUpperBounds()).forEach(this::add);
    } else if (type instanceof TypeVariable<?> variable) {
      Stream.of(variable.getBounds()).filter(bound -> bound instanceof Class<?>).forEach(this::add);
    } else if (type instanceof GenericArrayType array) {
      add(array.getGenericComponentType());
    } else if (type instanceof Class<?> raw) {
      Class<?> element = raw.isArray() ? raw.getComponentType() : raw;
      if (element.getName().startsWith("io.pinelink.") && found.add(element)) {
        unread.add(element);
      }
    }
  }
}
