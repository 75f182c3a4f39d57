package io.pinelink.rewrite;

import io.pinelink.Pinelink;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.openrewrite.java.JavaParser;
import org.openrewrite.java.JavaTemplate;
import org.openrewrite.java.internal.JavaTypeCache;
import org.openrewrite.java.tree.Expression;

/** Source code in the making: text, expressions of the program, and the types to import. */
final class Code {

  /** Templates share the types that the parser has read, which takes most of its time. */
  private static final JavaTypeCache TYPE_CACHE = new JavaTypeCache();

  private final StringBuilder text = new StringBuilder();
  private final List<Expression> expressions = new ArrayList<>();
  private final Set<String> types = new LinkedHashSet<>();

  static Code of(String text, String... types) {
    return new Code().text(text, types);
  }

  static Code of(Expression expression, String type) {
    return new Code().expression(expression, type);
  }

  /** Adds text that names these types by their simple names. */
  Code text(String more, String... named) {
    text.append(more);
    types.addAll(List.of(named));
    return this;
  }

  /** Adds an expression of the program, of the type that it has once the program is moved. */
  Code expression(Expression expression, String type) {
    text.append("#{any(").append(type).append(")}");
    expressions.add(expression);
    return this;
  }

  Code code(Code other) {
    text.append(other.text);
    expressions.addAll(other.expressions);
    types.addAll(other.types);
    return this;
  }

  Set<String> types() {
    return types;
  }

  /** Returns the template, which knows the types of the core module beside this class. */
  JavaTemplate template() {
    JavaTemplate.Builder builder = JavaTemplate.builder(text.toString());
    for (String type : types) {
      builder.imports(type);
    }
    return builder
        .javaParser(
            JavaParser.fromJavaVersion().typeCache(TYPE_CACHE).classpath(List.of(coreModule())))
        .build();
  }

  Object[] arguments() {
    return expressions.toArray();
  }

  private static Path coreModule() {
    try {
      return Path.of(Pinelink.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
