package io.pinelink.admin;

import io.pinelink.internal.validation.Check;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** The rules for what the admin API names. */
final class Rules {
  private static final int MAX_NAME = 512;
  private static final int MAX_KEY_NAME = 80;

  private Rules() {}

  /** An id becomes a segment of a path. */
  static String id(String field, String id) {
    Check.notBlank(field, id);
    if (id.equals(".") || id.equals("..")) {
      throw new IllegalArgumentException(field + " is '" + id + "', expected an id");
    }
    return id;
  }

  static String name(String name) {
    return name(name, MAX_NAME);
  }

  static String keyName(String name) {
    return name(name, MAX_KEY_NAME);
  }

  /** The service counts characters, some of which are two {@code char}s here. */
  private static String name(String name, int longest) {
    Check.range("length of name", name.codePointCount(0, name.length()), 1, longest);
    return Check.notBlank("name", name);
  }

  static int maxPods(int pods) {
    return Check.range("maxPods", pods, 0, Integer.MAX_VALUE);
  }

  static List<Role> roles(Collection<Role> roles) {
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("roles is empty, expected at least one");
    }
    return List.copyOf(new LinkedHashSet<>(roles));
  }
}
