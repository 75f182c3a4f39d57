package io.pinelink.documents;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The field of a record component that a {@link DocumentMapper} maps, where it differs from the
 * default: a field of the component's name.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface DocumentField {
  /** Returns the name of the field. Default: the name of the component. */
  String name() default "";

  /**
   * Returns whether the component is the id of the document. Default: false. Without such a
   * component, the one named {@code id} is the id.
   */
  boolean id() default false;

  /**
   * Returns the number of dense values, 1 to 20,000, for the schema of a new index. Default: 0, not
   * set. Only components of dense values have a dimension.
   */
  int dimension() default 0;

  /**
   * Returns whether the index stores the text of the component. Default: true. With false, the text
   * is written to a field that the index embeds without storing it, as {@code
   * SchemaField.Text.storesText} shows: typed reads do not request the field, and the component is
   * null, or an empty Optional, in their records. Only strings can be embedded.
   */
  boolean stored() default true;

  /**
   * Returns the metric of dense values for the schema of a new index: {@code cosine}, {@code
   * dotproduct} or {@code euclidean}. Default: {@code cosine}.
   */
  String metric() default "cosine";
}
