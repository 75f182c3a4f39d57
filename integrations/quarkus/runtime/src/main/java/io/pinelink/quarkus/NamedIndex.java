package io.pinelink.quarkus;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects an index: an {@code Index} for vectors, a {@code RecordIndex} or a {@code DocumentIndex},
 * by the type of the injection point.
 *
 * <pre>{@code
 * @Inject @NamedIndex("products") Index products;
 * }</pre>
 *
 * <p>The properties {@code quarkus.pinelink.indexes.products.*} describe the index; without them it
 * is the index of that name. It is opened when the bean is created, which asks the control plane
 * unless its host is known.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE})
public @interface NamedIndex {
  /** Returns the name in {@code quarkus.pinelink.indexes}, or of the index. */
  String value();

  /** The qualifier of one index, for programmatic lookups. */
  final class Literal extends AnnotationLiteral<NamedIndex> implements NamedIndex {
    private static final long serialVersionUID = 1;

    private final String value;

    private Literal(String value) {
      this.value = value;
    }

    /** Returns the qualifier of an index. */
    public static Literal of(String value) {
      return new Literal(value);
    }

    @Override
    public String value() {
      return value;
    }
  }
}
