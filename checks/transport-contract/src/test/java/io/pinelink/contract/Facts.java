package io.pinelink.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The values of responses, to compare responses of different calls. */
final class Facts {
  private static final Set<String> OTHER = Set.of("info", "hashCode", "toString");

  private Facts() {}

  /** Returns all values of a response by name, except its {@code ResponseInfo}. */
  static SortedMap<String, Object> by(Object answer) {
    SortedMap<String, Object> reported = new TreeMap<>();
    for (Method method : answer.getClass().getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())
          && !Modifier.isStatic(method.getModifiers())
          && method.getParameterCount() == 0
          && !OTHER.contains(method.getName())) {
        method.setAccessible(true);
        try {
          reported.put(method.getName(), method.invoke(answer));
        } catch (ReflectiveOperationException e) {
          throw new LinkageError(e.getMessage(), e);
        }
      }
    }
    return reported;
  }
}
