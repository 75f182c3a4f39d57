package io.pinelink.rewrite;

import io.pinelink.Pinelink;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openrewrite.java.JavaParser;
import org.openrewrite.java.JavaTemplate;
import org.openrewrite.java.internal.JavaTypeCache;
import org.openrewrite.java.tree.Expression;

/** Source code in the making: text, expressions of the program, and the types to import. */
final class Code {
  /** Templates share the types that the parser has read, which takes most of its time. */
  private static final JavaTypeCache TYPE_CACHE = new JavaTypeCache();

  private static final Pattern PART = Pattern.compile("\\{([\\w.]*)}");
  private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w*");

  private final StringBuilder text = new StringBuilder();
  private final List<Expression> expressions = new ArrayList<>();
  private final Set<String> types = new LinkedHashSet<>();

  /** Returns code as {@link #add(String, Object...)} adds it. */
  static Code of(String text, @Nullable Object... parts) {
    return new Code().add(text, parts);
  }

  /** Returns a list of codes, separated by commas. */
  static Code joined(List<Code> codes) {
    Code joined = new Code();
    for (Code code : codes) {
      joined.add(joined.text.isEmpty() ? "{}" : ", {}", code);
    }
    return joined;
  }

  /**
   * Adds text with parts in braces. {@code {string}} and the like stand for an expression of the
   * program, of the type that it has once the program is moved: {@link Types#ofPart}. {@code {}}
   * stands for other code, or for nothing if the part is null. Types that the text names are
   * imported.
   */
  Code add(String more, @Nullable Object... parts) {
    Iterator<@Nullable Object> next = Arrays.asList(parts).iterator();
    Matcher part = PART.matcher(more);
    int end = 0;
    while (part.find()) {
      literal(more.substring(end, part.start()));
      end = part.end();
      Object given = next.next();
      if (!part.group(1).isEmpty()) {
        text.append("#{any(").append(Types.ofPart(part.group(1))).append(")}");
        expressions.add((Expression) Objects.requireNonNull(given));
      } else if (given instanceof Code code) {
        text.append(code.text);
        expressions.addAll(code.expressions);
        types.addAll(code.types);
      }
    }
    literal(more.substring(end));
    return this;
  }

  private void literal(String more) {
    text.append(more);
    NAME.matcher(more)
        .results()
        .flatMap(name -> Types.imported(name.group()).stream())
        .forEach(types::add);
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
