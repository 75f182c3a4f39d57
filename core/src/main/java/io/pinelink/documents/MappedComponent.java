package io.pinelink.documents;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A component of a record and the field of its values.
 *
 * @param label the component and the record, for messages
 * @param field the name of the field, and the annotations
 * @param accessor reads the component, as a function from Object to Object
 * @param isOptional whether the component is an Optional
 * @param isPrimitive whether the component cannot be null
 */
record MappedComponent(
    String label,
    DocumentMapper.Field field,
    FieldType type,
    MethodHandle accessor,
    boolean isOptional,
    boolean isPrimitive) {

  static MappedComponent of(RecordComponent component) {
    String label = label(component);
    Type type = component.getGenericType();
    boolean isOptional = type instanceof ParameterizedType p && p.getRawType() == Optional.class;
    Type inner = isOptional ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
    FieldType conversion =
        FieldType.of(inner)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s has the type %s, expected %s"
                            .formatted(label, type.getTypeName(), FieldType.supported())));
    Optional<DocumentField> annotation = annotation(component, DocumentField.class);
    String name =
        annotation
            .map(DocumentField::name)
            .filter(given -> !given.isEmpty())
            .orElse(component.getName());
    return new MappedComponent(
        label,
        new DocumentMapper.Field(
            DocumentFields.checkedName(name),
            inner instanceof Class<?> c ? c : (Class<?>) ((ParameterizedType) inner).getRawType(),
            annotation,
            annotation(component, FullText.class)),
        conversion,
        accessor(component),
        isOptional,
        component.getType().isPrimitive());
  }

  static String label(RecordComponent component) {
    return "component " + component.getName() + " of " + component.getDeclaringRecord().getName();
  }

  /** Returns the accessor of a component, as a function from Object to Object. */
  static MethodHandle accessor(RecordComponent component) {
    Method accessor = component.getAccessor();
    try {
      if (!accessor.trySetAccessible()) {
        throw DocumentMapper.inaccessible(component.getDeclaringRecord());
      }
      return MethodHandles.lookup()
          .unreflect(accessor)
          .asType(MethodType.methodType(Object.class, Object.class));
    } catch (IllegalAccessException e) {
      throw DocumentMapper.inaccessible(component.getDeclaringRecord());
    }
  }

  private static <A extends Annotation> Optional<A> annotation(
      RecordComponent component, Class<A> type) {
    return Optional.ofNullable(component.getAnnotation(type));
  }

  /** Sets the field to the component's value, unless it is absent. */
  void write(Object owner, DocumentFields.Builder fields) {
    Object value = DocumentMapper.invoke(accessor, owner);
    if (value instanceof Optional<?> optional) {
      value = optional.orElse(null);
    }
    if (value != null) {
      try {
        type.write().put(fields, field.name(), value);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(label + ": " + e.getMessage(), e);
      }
    }
  }

  /** Returns the component's value for a document. */
  @Nullable Object read(Document document) {
    Object stored = document.fields().asMap().get(field.name());
    if (stored == null) {
      if (isPrimitive) {
        throw new IllegalArgumentException(
            "document '"
                + document.id()
                + "' has no field '"
                + field.name()
                + "', expected "
                + type.expected()
                + " for "
                + label
                + "; a wrapper or an Optional can be absent");
      }
      return isOptional ? Optional.empty() : null;
    }
    Object value = type.read().apply(stored);
    if (value == null) {
      throw new IllegalArgumentException(
          "field '%s' of document '%s' is %s, expected %s for %s"
              .formatted(
                  field.name(), document.id(), FieldType.describe(stored), type.expected(), label));
    }
    return isOptional ? Optional.of(value) : value;
  }
}
