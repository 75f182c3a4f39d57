package io.pinelink.files.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Puts rows together from their columns: Strings, Longs, Doubles, Booleans, Lists, arrays of
 * floats, and Maps for groups. Columns without a value are missing.
 */
final class RowMaterializer extends RecordMaterializer<Map<String, @Nullable Object>> {
  private final Group root;

  RowMaterializer(GroupType schema) {
    this.root = new Group(schema, row -> {});
  }

  @Override
  public Map<String, @Nullable Object> getCurrentRecord() {
    return root.values;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private static Converter converter(Type type, Consumer<Object> target) {
    if (type.isPrimitive()) {
      return new Scalar(type.asPrimitiveType(), target);
    }
    GroupType group = type.asGroupType();
    if (!ColumnTypes.isList(type)) {
      return new Group(group, target);
    }
    return ColumnTypes.isFloat(ColumnTypes.element(group))
        ? new ListOf(group, new Floats(), target)
        : new ListOf(group, new Objects(), target);
  }

  /** A group of named values. */
  private static final class Group extends GroupConverter {
    private final Consumer<Object> target;
    private final List<Converter> fields = new ArrayList<>();
    private Map<String, @Nullable Object> values = new LinkedHashMap<>();

    Group(GroupType type, Consumer<Object> target) {
      this.target = target;
      for (Type field : type.getFields()) {
        fields.add(converter(field, value -> values.put(field.getName(), value)));
      }
    }

    @Override
    public Converter getConverter(int field) {
      return fields.get(field);
    }

    @Override
    public void start() {
      values = new LinkedHashMap<>();
    }

    @Override
    public void end() {
      target.accept(values);
    }
  }

  /** A single value. */
  private static final class Scalar extends PrimitiveConverter {
    private final Consumer<Object> target;
    private final boolean isUnsigned;

    Scalar(PrimitiveType type, Consumer<Object> target) {
      this.target = target;
      this.isUnsigned = ColumnTypes.isUnsigned(type);
    }

    @Override
    public void addBinary(Binary value) {
      target.accept(value.toStringUsingUTF8());
    }

    @Override
    public void addBoolean(boolean value) {
      target.accept(value);
    }

    @Override
    public void addDouble(double value) {
      target.accept(value);
    }

    @Override
    public void addFloat(float value) {
      target.accept((double) value);
    }

    @Override
    public void addInt(int value) {
      target.accept(isUnsigned ? Integer.toUnsignedLong(value) : (long) value);
    }

    @Override
    public void addLong(long value) {
      target.accept(value);
    }
  }

  /** The elements of a list. */
  private interface Elements {
    void clear();

    int size();

    /** Adds an element; a null one becomes what no row may have. */
    void addNull();

    Converter converter(Type element);

    Object result();
  }

  private static final class Floats extends PrimitiveConverter implements Elements {
    private float[] floats = new float[16];
    private int count;

    @Override
    public void clear() {
      count = 0;
    }

    @Override
    public int size() {
      return count;
    }

    @Override
    public void addNull() {
      addFloat(Float.NaN);
    }

    @Override
    public void addFloat(float value) {
      if (count == floats.length) {
        floats = Arrays.copyOf(floats, 2 * count);
      }
      floats[count++] = value;
    }

    @Override
    public void addDouble(double value) {
      addFloat((float) value);
    }

    @Override
    public Converter converter(Type element) {
      return this;
    }

    @Override
    public Object result() {
      return Arrays.copyOf(floats, count);
    }
  }

  private static final class Objects implements Elements {
    private List<@Nullable Object> list = new ArrayList<>();

    @Override
    public void clear() {
      list = new ArrayList<>();
    }

    @Override
    public int size() {
      return list.size();
    }

    @Override
    public void addNull() {
      list.add(null);
    }

    @Override
    public Converter converter(Type element) {
      return RowMaterializer.converter(element, value -> list.add(value));
    }

    @Override
    public Object result() {
      return list;
    }
  }

  /** A list, whose entries are groups of one element or the elements themselves. */
  private static final class ListOf extends GroupConverter {
    private final Elements elements;
    private final Consumer<Object> target;
    private final Converter entry;

    ListOf(GroupType type, Elements elements, Consumer<Object> target) {
      this.elements = elements;
      this.target = target;
      Converter element = elements.converter(ColumnTypes.element(type));
      this.entry = type.getType(0).isPrimitive() ? element : new Entry(elements, element);
    }

    @Override
    public Converter getConverter(int field) {
      return entry;
    }

    @Override
    public void start() {
      elements.clear();
    }

    @Override
    public void end() {
      target.accept(elements.result());
    }
  }

  /** An entry of a list, without an element if it is null. */
  private static final class Entry extends GroupConverter {
    private final Elements elements;
    private final Converter element;
    private int before;

    Entry(Elements elements, Converter element) {
      this.elements = elements;
      this.element = element;
    }

    @Override
    public Converter getConverter(int field) {
      return element;
    }

    @Override
    public void start() {
      before = elements.size();
    }

    @Override
    public void end() {
      if (elements.size() == before) {
        elements.addNull();
      }
    }
  }
}
