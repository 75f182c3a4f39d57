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
 * An index that exists, and is empty, when a test begins. On a class, it exists for all its tests,
 * also in subclasses and nested classes; on a method, for this test; on a parameter, it is also the
 * index that is passed to it. It can be repeated, and be part of an annotation of your own.
 *
 * <pre>{@code
 * @Test
 * void findsWrittenVectors(@PineconeIndex(dimension = 3) Index docs) { … }
 *
 * record Note(String id, @FullText String title) {}
 *
 * @Test
 * void findsWords(@PineconeIndex(schema = Note.class) TypedDocumentIndex<Note> notes) { … }
 * }</pre>
 *
 * <p>Exactly one member determines the kind of the index: {@link #dimension} or {@link #vectorType}
 * for vectors, {@link #model} for records whose texts the index embeds, and {@link #schema} for
 * documents. A parameter of type {@code TypedDocumentIndex} needs none of them: the record class in
 * its type is the schema. An index that no member can describe is declared with {@link
 * PineconeExtension.Builder#index(io.pinelink.control.CreateIndexRequest)} and its overloads.
 *
 * <p>The annotation registers {@link PineconeExtension} unless a field or another annotation does.
 * Two declarations of one name must be equal.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@Repeatable(PineconeIndex.Several.class)
@ExtendWith(PineconeExtension.class)
public @interface PineconeIndex {
  /**
   * Returns the name of the index: 1 to 45 of a-z, 0-9 and hyphen. Default: {@code index}, which is
   * enough for a test with one index.
   */
  String name() default "index";

  /** Returns the dimension of dense vectors, 1 to 20,000. Default: 0, not set. */
  int dimension() default 0;

  /**
   * Returns the metric of vectors or of embedded texts: {@code cosine}, {@code dotproduct} or
   * {@code euclidean}. Default: empty, which stands for {@code cosine}, for {@code dotproduct} with
   * sparse vectors, and for the metric of a model.
   */
  String metric() default "";

  /** Returns the type of the vectors: {@code dense} or {@code sparse}. Default: {@code dense}. */
  String vectorType() default "dense";

  /**
   * Returns the hosted model that embeds the texts of records, such as {@code llama-text-embed-v2}.
   * Default: empty, not set.
   */
  String model() default "";

  /** Returns the field of records whose text the {@link #model} embeds. Default: {@code text}. */
  String textField() default "text";

  /**
   * Returns the record class whose components are the schema of a document index, by the rules of
   * {@link io.pinelink.control.IndexSchema#of}. Default: {@code Record} itself, not set.
   */
  Class<? extends Record> schema() default Record.class;

  /** Returns the cloud: {@code aws}, {@code gcp} or {@code azure}. Default: {@code aws}. */
  String cloud() default "aws";

  /** Returns the region. Default: {@code us-east-1}. */
  String region() default "us-east-1";

  /** The container of repeated annotations; the compiler adds it. */
  @Documented
  @Inherited
  @Retention(RetentionPolicy.RUNTIME)
  @Target({
    ElementType.TYPE,
    ElementType.METHOD,
    ElementType.PARAMETER,
    ElementType.ANNOTATION_TYPE
  })
  @ExtendWith(PineconeExtension.class)
  @interface Several {
    /** Returns the repeated annotations. */
    PineconeIndex[] value();
  }
}
