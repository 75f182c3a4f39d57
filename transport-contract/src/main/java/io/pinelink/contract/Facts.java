package io.pinelink.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What answers tell, to compare those that came about by different calls. */
final class Facts {
  private static final Set<String> OTHER = Set.of("info", "hashCode", "toString");

  private Facts() {}

  /** All that an answer tells by name, but how it came about. */
  static SortedMap<String, Object> by(Object answer) {
    SortedMap<String, Object> told = new TreeMap<>();
    for (Method method : answer.getClass().getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers())
          && !Modifier.isStatic(method.getModifiers())
          && method.getParameterCount() == 0
          && !OTHER.contains(method.getName())) {
        try {
          told.put(method.getName(), method.invoke(answer));
        } catch (ReflectiveOperationException e) {
          throw new LinkageError(e.getMessage(), e);
        }
      }
    }
    return told;
  }
}
