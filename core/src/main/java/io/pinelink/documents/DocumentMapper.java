package io.pinelink.documents;

import io.pinelink.annotation.Preview;
import io.pinelink.model.DenseValues;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapper between documents and a record class: each component is a field of its name.
 *
 * <pre>{@code
 * public record Note(
 *     String id,
 *     @FullText(stemming = true) String title,
 *     @DocumentField(dimension = 384) DenseValues embedding,
 *     @DocumentField(name = "published") Optional<Integer> year,
 *     List<String> tags) {}
 *
 * Document document = DocumentMapper.of(Note.class).toDocument(note);
 * }</pre>
 *
 * <p>The id of the document is the String component with {@code @DocumentField(id = true)}, or else
 * the one named {@code id}. Components are strings, booleans, numbers of any primitive type and
 * their wrappers, enums (stored by name), lists and sets of strings, {@code float[]}, {@link
 * DenseValues}, {@link io.pinelink.model.SparseValues}, or an {@link Optional} of these. Another
 * type is an error when the mapper is created. Records with a {@code float[]} are equal only if
 * they have the same array; those with {@code DenseValues} compare values.
 *
 * <p>A component that is null or an empty Optional is not written. A field that a document lacks is
 * null or an empty Optional, and for a primitive type an error. Fields without a component are
 * ignored. The service stores numbers as 64-bit floats, so a whole number must be between -2^53 and
 * 2^53.
 *
 * <p>The accessors and the canonical constructor are looked up once for each class, without a
 * library, and must be accessible to the module {@code io.pinelink}: the record is public in a
 * package that its module exports, or its package is open ({@code opens com.example.notes to
 * io.pinelink;}). On the class path, every record is accessible.
 *
 * <p>Immutable and thread-safe. A mapper of a class is created once and then shared.
 *
 * @param <T> the record class
 */
@Preview
public final class DocumentMapper<T extends Record> {
  private static final ClassValue<DocumentMapper<?>> MAPPERS =
      new ClassValue<>() {
        @Override
        protected DocumentMapper<?> computeValue(Class<?> type) {
          return create(type);
        }
      };

  private final Class<T> recordClass;
  private final MethodHandle constructor;
  private final MethodHandle idAccessor;
  private final int idPosition;

  /** The components by position; empty for the id. */
  private final List<Optional<MappedComponent>> components;

  private DocumentMapper(
      Class<T> recordClass,
      MethodHandle constructor,
      MethodHandle idAccessor,
      int idPosition,
      List<Optional<MappedComponent>> components) {
    this.recordClass = recordClass;
    this.constructor = constructor;
    this.idAccessor = idAccessor;
    this.idPosition = idPosition;
    this.components = components;
  }

  /**
   * Returns the mapper of a record class.
   *
   * @throws IllegalArgumentException if the class is not a record, is not accessible, has no id, or
   *     has a component that cannot be mapped; the message names the class and the component
   */
  @SuppressWarnings("unchecked")
  public static <T extends Record> DocumentMapper<T> of(Class<T> recordClass) {
    Objects.requireNonNull(recordClass, "recordClass is null");
    // The value for a class is the mapper of this class.
    return (DocumentMapper<T>) MAPPERS.get(recordClass);
  }

  private static DocumentMapper<?> create(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type.getName() + " is not a record, expected one");
    }
    return create(type.asSubclass(Record.class), type.getRecordComponents());
  }

  private static <T extends Record> DocumentMapper<T> create(
      Class<T> recordClass, RecordComponent[] all) {
    int idPosition = idPosition(recordClass, all);
    List<Optional<MappedComponent>> components = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < all.length; i++) {
      Optional<MappedComponent> component =
          i == idPosition ? Optional.empty() : Optional.of(checked(MappedComponent.of(all[i])));
      if (component.isPresent() && !names.add(component.get().field().name())) {
        throw new IllegalArgumentException(
            "%s has the field name '%s', which another component has too"
                .formatted(component.get().label(), component.get().field().name()));
      }
      components.add(component);
    }
    return new DocumentMapper<>(
        recordClass,
        constructor(recordClass, all),
        MappedComponent.accessor(all[idPosition]),
        idPosition,
        List.copyOf(components));
  }

  private static int idPosition(Class<?> recordClass, RecordComponent[] all) {
    List<Integer> annotated = new ArrayList<>();
    int named = -1;
    for (int i = 0; i < all.length; i++) {
      DocumentField field = all[i].getAnnotation(DocumentField.class);
      if (field != null && field.id()) {
        annotated.add(i);
      } else if (all[i].getName().equals("id")) {
        named = i;
      }
    }
    if (annotated.size() > 1) {
      throw new IllegalArgumentException(
          "%s has %s components with @DocumentField(id = true), expected one"
              .formatted(recordClass.getName(), annotated.size()));
    }
    int position = annotated.isEmpty() ? named : annotated.get(0);
    if (position < 0) {
      throw new IllegalArgumentException(
          recordClass.getName()
              + " has no id, expected a component named id or one with @DocumentField(id = true)");
    }
    checkId(all[position]);
    return position;
  }

  private static void checkId(RecordComponent id) {
    String label = MappedComponent.label(id);
    if (id.getType() != String.class) {
      throw new IllegalArgumentException(
          label + " is the id and has the type " + id.getType().getName() + ", expected String");
    }
    DocumentField field = id.getAnnotation(DocumentField.class);
    boolean hasSettings = field != null && (!field.name().isEmpty() || field.dimension() != 0);
    if (hasSettings || id.isAnnotationPresent(FullText.class)) {
      throw new IllegalArgumentException(
          label + " is the id and has settings of a field, expected none");
    }
  }

  private static MappedComponent checked(MappedComponent component) {
    Field field = component.field();
    if (field.fullText().isPresent() && field.type() != String.class) {
      throw new IllegalArgumentException(
          "%s has @FullText and the type %s, expected String"
              .formatted(component.label(), field.type().getSimpleName()));
    }
    boolean hasDimension = field.annotation().map(a -> a.dimension() != 0).orElse(false);
    if (hasDimension && field.type() != float[].class && field.type() != DenseValues.class) {
      throw new IllegalArgumentException(
          "%s has a dimension and the type %s, expected float[] or DenseValues"
              .formatted(component.label(), field.type().getSimpleName()));
    }
    if (!field.isStored() && (field.type() != String.class || field.fullText().isPresent())) {
      throw new IllegalArgumentException(
          component.label()
              + " is not stored and "
              + (field.fullText().isPresent()
                  ? "has @FullText, expected one of these"
                  : "has the type " + field.type().getSimpleName() + ", expected String"));
    }
    return component;
  }

  /** Returns the canonical constructor, as a function from an array to Object. */
  private static MethodHandle constructor(Class<?> recordClass, RecordComponent[] all) {
    Class<?>[] types = Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = recordClass.getDeclaredConstructor(types);
      if (!constructor.trySetAccessible()) {
        throw inaccessible(recordClass);
      }
      return MethodHandles.lookup()
          .unreflectConstructor(constructor)
          .asSpreader(Object[].class, types.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (IllegalAccessException | NoSuchMethodException e) {
      throw inaccessible(recordClass);
    }
  }

  static IllegalArgumentException inaccessible(Class<?> recordClass) {
    return new IllegalArgumentException(
        recordClass.getName()
            + " is not accessible to io.pinelink, expected a public record in an exported package,"
            + " or 'opens "
            + recordClass.getPackageName()
            + " to io.pinelink;' in the module "
            + recordClass.getModule().getName());
  }

  /** Returns the record class. */
  public Class<T> recordClass() {
    return recordClass;
  }

  /** Returns the fields of the components in their order, without the id. */
  public List<Field> fields() {
    return components.stream().flatMap(Optional::stream).map(MappedComponent::field).toList();
  }

  /**
   * Returns the document of a record.
   *
   * @throws IllegalArgumentException if the id is null or invalid, or a value violates a rule of
   *     {@link DocumentFields.Builder}; the message names the component
   */
  public Document toDocument(T value) {
    Objects.requireNonNull(value, "value is null");
    Object id = invoke(idAccessor, value);
    if (id == null) {
      throw new IllegalArgumentException(
          "id of a " + recordClass.getName() + " is null, expected 1 to 512 ASCII characters");
    }
    Document document = Document.builder((String) id).build();
    DocumentFields.Builder fields = DocumentFields.builder();
    try {
      components.forEach(component -> component.ifPresent(present -> present.write(value, fields)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("document '" + id + "': " + e.getMessage(), e);
    }
    return new Document(document.id(), fields.build());
  }

  /**
   * Returns the record of a document.
   *
   * @throws IllegalArgumentException if the document lacks the field of a primitive component, a
   *     field is of another kind than its component, or the record's constructor refuses the
   *     values; the message names the record, the component and the document
   */
  public T fromDocument(Document document) {
    @Nullable Object[] arguments = new @Nullable Object[components.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] =
          i == idPosition ? document.id() : components.get(i).orElseThrow().read(document);
    }
    try {
      return recordClass.cast((Object) constructor.invokeExact(arguments));
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalArgumentException(
          "document '%s' is refused by the constructor of %s: %s"
              .formatted(document.id(), recordClass.getName(), e.getMessage()),
          e);
    }
  }

  /** Calls an accessor, which throws what the accessor throws. */
  static @Nullable Object invoke(MethodHandle accessor, Object owner) {
    try {
      return (Object) accessor.invokeExact(owner);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("accessors of records throw no checked exceptions", e);
    }
  }

  /** Returns the class of records. */
  @Override
  public String toString() {
    return "DocumentMapper[" + recordClass.getName() + "]";
  }

  /**
   * A field that a component is mapped to.
   *
   * @param name the name of the field
   * @param type the type of the component, without {@link Optional} and without type arguments
   * @param annotation the annotation of the component
   * @param fullText the annotation for full-text search
   */
  public record Field(
      String name, Class<?> type, Optional<DocumentField> annotation, Optional<FullText> fullText) {
    /** Checks that no part is null. */
    public Field {
      Objects.requireNonNull(name, "name is null");
      Objects.requireNonNull(type, "type is null");
      Objects.requireNonNull(annotation, "annotation is null");
      Objects.requireNonNull(fullText, "fullText is null");
    }

    /** Returns whether the index stores the field, so that reads can request it. */
    public boolean isStored() {
      return annotation.map(DocumentField::stored).orElse(true);
    }
  }
}
