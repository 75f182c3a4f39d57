package io.pinelink.rest.json;

import io.pinelink.model.Fields;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An object whose members come in any order. Its known members are declared, then it is read, and
 * then the members have their values; unknown members are skipped:
 *
 * <pre>{@code
 * JsonObject user = json.object();
 * Member<String> id = user.text("id");
 * Member<Instant> createdAt = user.instant("created_at");
 * user.read();
 * return new User(id.required(), createdAt.optional());
 * }</pre>
 *
 * <p>The decoders of the most frequent responses, which must not allocate, use the methods of
 * {@link JsonReader} instead.
 */
public final class JsonObject {
  private final JsonReader json;
  private final String path;
  private final @Nullable JsonObject parent;
  private final List<Member<?>> members = new ArrayList<>();
  private boolean isRead;

  /**
   * Creates an object without known members.
   *
   * @param path the text before the names of missing members in messages
   * @param parent the object that is read before this one is; null for none
   */
  JsonObject(JsonReader json, String path, @Nullable JsonObject parent) {
    this.json = json;
    this.path = path;
    this.parent = parent;
  }

  /** Declares a text. */
  public Member<String> text(String name) {
    return member(name, JsonReader::text);
  }

  /** Declares a time, which is absent if it is not in the format of RFC 3339. */
  public Member<Instant> instant(String name) {
    return member(name, JsonReader::instant);
  }

  /** Declares a boolean. */
  public Member<Boolean> bool(String name) {
    return member(name, JsonReader::bool);
  }

  /** Declares a 32-bit integer. */
  public NumberMember<Integer> integer(String name) {
    return add(new NumberMember<>(this, name, JsonReader::integer));
  }

  /** Declares a 64-bit integer. */
  public NumberMember<Long> longInteger(String name) {
    return add(new NumberMember<>(this, name, JsonReader::longInteger));
  }

  /** Declares a number that a 64-bit float represents. */
  public NumberMember<Double> number(String name) {
    return add(new NumberMember<>(this, name, JsonReader::number));
  }

  /** Declares an object with any members. */
  public Member<Fields> fields(String name) {
    return member(name, value -> value.isNull() ? null : value.fields());
  }

  /** Declares an object with members of its own, which are read together with this one. */
  public JsonObject object(String name) {
    JsonObject object = new JsonObject(json, path + name + ".", this);
    member(name, value -> object.read());
    return object;
  }

  /** Declares an object of strings. */
  public Member<Map<String, String>> texts(String name) {
    return member(name, value -> value.isNull() ? null : value.texts());
  }

  /** Declares an array; its elements that are null are left out. */
  public <T> Member<List<T>> list(String name, ValueReader<T> element) {
    return member(name, value -> value.isNull() ? null : value.list(element));
  }

  /** Declares a member of any other kind. */
  public <T> Member<T> member(String name, ValueReader<T> value) {
    return add(new Member<>(this, name, value));
  }

  private <M extends Member<?>> M add(M member) {
    members.add(member);
    return member;
  }

  /**
   * Reads the object. If the value is null, no member is present.
   *
   * @return whether the value was an object, not null
   */
  public boolean read() throws IOException {
    isRead = true;
    if (!json.enterObject()) {
      return false;
    }
    for (String name = json.nextMember(); name != null; name = json.nextMember()) {
      Member<?> member = find(name);
      if (member == null) {
        json.skip();
      } else {
        member.read(json);
      }
    }
    return true;
  }

  private boolean isRead() {
    return isRead || (parent != null && parent.isRead());
  }

  private @Nullable Member<?> find(String name) {
    for (Member<?> member : members) {
      if (member.names.contains(name)) {
        return member;
      }
    }
    return null;
  }

  /** A known member of an object. Null is equivalent to absent. */
  public static class Member<T> {
    private final JsonObject object;
    private final List<String> names = new ArrayList<>(1);
    private final ValueReader<T> reader;
    private @Nullable T value;

    private Member(JsonObject object, String name, ValueReader<T> reader) {
      this.object = object;
      this.names.add(name);
      this.reader = reader;
    }

    /** Adds another name of the member. */
    public Member<T> or(String name) {
      names.add(name);
      return this;
    }

    private void read(JsonReader json) throws IOException {
      value = reader.read(json);
    }

    /** Returns the value of a member that the API always sends. */
    public T required() throws MalformedJsonException {
      return JsonReader.required(object.path + names.get(0), orNull());
    }

    /** Returns the value, if it is present. */
    public Optional<T> optional() {
      return Optional.ofNullable(orNull());
    }

    /** Returns the value, or another one if it is absent. */
    public T orElse(T other) {
      T present = orNull();
      return present == null ? other : present;
    }

    /** Returns the value; null if it is absent. */
    public @Nullable T orNull() {
      if (!object.isRead()) {
        throw new IllegalStateException("the object with '" + names.get(0) + "' was not read");
      }
      return value;
    }
  }

  /** A known member that is a number. */
  public static final class NumberMember<N extends Number> extends Member<N> {
    private NumberMember(JsonObject object, String name, ValueReader<N> reader) {
      super(object, name, reader);
    }

    @Override
    public NumberMember<N> or(String name) {
      super.or(name);
      return this;
    }

    /** Returns the value as a 32-bit integer, if it is present. */
    public OptionalInt optionalInt() {
      N value = orNull();
      return value == null ? OptionalInt.empty() : OptionalInt.of(value.intValue());
    }

    /** Returns the value as a 64-bit integer, if it is present. */
    public OptionalLong optionalLong() {
      N value = orNull();
      return value == null ? OptionalLong.empty() : OptionalLong.of(value.longValue());
    }

    /** Returns the value as a 64-bit float, if it is present. */
    public OptionalDouble optionalDouble() {
      N value = orNull();
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
    }
  }
}
