package io.pinelink.documents;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A string component of a record whose field has full-text search, for the schema of a new index.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface FullText {
  /**
   * Returns the language, a code of two letters. Default: {@code en}, the default of the service.
   */
  String language() default "";

  /** Returns whether words are reduced to their stems. Default: false. */
  boolean stemming() default false;

  /**
   * Returns whether frequent words are removed, which requires stemming and is not available in
   * every language. Default: false.
   */
  boolean stopWords() default false;
}
