package io.pinelink.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Data that an index contains when a test begins: on a class, for all its tests; on a method, for
 * this test. It can be repeated, and be part of an annotation of your own.
 *
 * <pre>{@code
 * @PineconeIndex(name = "docs", dimension = 3)
 * @PineconeData("docs.jsonl")
 * class SearchTest { … }
 * }</pre>
 *
 * <p>A line of the file is a vector as an upsert contains it, a document, or, for an index with
 * integrated embedding, a record, whose text is embedded; {@link
 * io.pinelink.server.EmbeddedPinecone#load} describes the format, which exports have too. Against
 * the real service, the data is in the namespace of the test, so the namespace of the annotation is
 * not used, and the service embeds the texts.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Repeatable(PineconeData.Several.class)
@ExtendWith(PineconeExtension.class)
public @interface PineconeData {
  /**
   * Returns the file, whose name ends in {@code .jsonl} or {@code .parquet}: a resource of the
   * class path, looked up beside the test class unless it begins with {@code /}, or else a file
   * relative to the working directory.
   */
  String value();

  /** Returns the name of the index. Default: empty, the only index of the test. */
  String index() default "";

  /** Returns the namespace. Default: empty, the default one. */
  String namespace() default "";

  /** The container of repeated annotations; the compiler adds it. */
  @Documented
  @Inherited
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
  @ExtendWith(PineconeExtension.class)
  @interface Several {
    /** Returns the repeated annotations. */
    PineconeData[] value();
  }
}
