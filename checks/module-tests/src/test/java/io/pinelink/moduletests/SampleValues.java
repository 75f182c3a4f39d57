package io.pinelink.moduletests;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Values of any type, to call methods with. A value of a class comes from one of its constructors
 * or static methods, from its builder, or from a factory or a supplier given by the test; an
 * interface gets an implementation that does nothing.
 */
final class SampleValues {
  private final Map<Class<?>, Supplier<?>> given = new HashMap<>();
  private final Map<String, Supplier<?>> byName = new HashMap<>();
  private final List<Class<?>> factories = new ArrayList<>();
  private final Set<Class<?>> open = new HashSet<>();

  public SampleValues() {
    with(String.class, () -> "sample");
    with(Object.class, () -> "sample");
    with(CharSequence.class, () -> "sample");
    with(Class.class, () -> String.class);
    with(Duration.class, () -> Duration.ofSeconds(1));
    with(Instant.class, () -> Instant.EPOCH);
    with(Number.class, () -> 1L);
    with(Path.class, () -> Path.of("target", "sample"));
    with(URI.class, () -> URI.create("https://sample.test"));
    with(InetAddress.class, InetAddress::getLoopbackAddress);
    with(InetSocketAddress.class, () -> InetSocketAddress.createUnresolved("sample.test", 443));
    with(ByteBuffer.class, () -> ByteBuffer.allocate(1));
    with(Throwable.class, () -> new IllegalStateException("sample"));
    with(Exception.class, () -> new IllegalStateException("sample"));
    with(RuntimeException.class, () -> new IllegalStateException("sample"));
    with(Optional.class, Optional::empty);
    with(OptionalInt.class, OptionalInt::empty);
    with(OptionalLong.class, OptionalLong::empty);
    with(OptionalDouble.class, OptionalDouble::empty);
    with(CompletableFuture.class, () -> new CompletableFuture<>());
  }

  /** Gives the values of a type, of which each use gets a new one. */
  public SampleValues with(Class<?> type, Supplier<?> value) {
    given.put(type, value);
    return this;
  }

  /** Lets the static methods of other classes create values of the type that they return. */
  public SampleValues createdBy(Class<?>... factories) {
    this.factories.addAll(List.of(factories));
    return this;
  }

  /** Lets all uses of a type share one value. */
  public SampleValues sharing(Class<?> type) {
    AtomicReference<@Nullable Object> shared = new AtomicReference<>();
    return with(
        type, () -> shared.updateAndGet(value -> value == null ? constructed(type) : value));
  }

  /** Gives the values of the parameters with a name. */
  public SampleValues named(String parameter, Supplier<?> value) {
    byName.put(parameter, value);
    return this;
  }

  /**
   * Returns an object to call instance methods on.
   *
   * @throws IllegalStateException if none can be created
   */
  Object receiver(Class<?> type) {
    return of(type, "");
  }

  /** Returns values for all parameters. */
  @Nullable Object[] arguments(Executable executable) {
    return Stream.of(executable.getParameters()).map(this::argument).toArray();
  }

  private Object argument(Parameter parameter) {
    Supplier<?> named = byName.get(parameter.getName());
    if (named != null) {
      Object value = named.get();
      if (boxed(parameter.getType()).isInstance(value)) {
        return value;
      }
    }
    return of(parameter.getParameterizedType(), parameter.getName());
  }

  private Object of(Type type, String name) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic, name);
    }
    if (type instanceof TypeVariable<?> variable) {
      return of(variable.getBounds()[0], name);
    }
    if (type instanceof WildcardType wildcard) {
      Type[] lower = wildcard.getLowerBounds();
      return of(lower.length > 0 ? lower[0] : wildcard.getUpperBounds()[0], name);
    }
    if (type instanceof GenericArrayType array) {
      return arrayOf(of(array.getGenericComponentType(), name));
    }
    return ofClass((Class<?>) type, name);
  }

  private Object ofGeneric(ParameterizedType type, String name) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (given.containsKey(raw)) {
      return ofClass(raw, name);
    }
    if (raw.isAssignableFrom(List.class)) {
      return new ArrayList<>(List.of(of(arguments[0], name)));
    }
    if (raw == Set.class) {
      return new HashSet<>(Set.of(of(arguments[0], name)));
    }
    if (raw == Map.class) {
      Map<Object, Object> map = new HashMap<>();
      map.put(of(arguments[0], name), of(arguments[1], name));
      return map;
    }
    if (raw == SortedMap.class) {
      Map<Object, Object> map = new TreeMap<>();
      map.put(of(arguments[0], name), of(arguments[1], name));
      return map;
    }
    return ofClass(raw, name);
  }

  private Object ofClass(Class<?> type, String name) {
    Supplier<?> known = given.get(type);
    if (known != null) {
      return known.get();
    }
    if (type.isPrimitive()) {
      return type == boolean.class ? false : number(type);
    }
    if (Number.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
      return number(primitive(type));
    }
    if (type == Boolean.class) {
      return false;
    }
    if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), 1);
      Array.set(array, 0, of(type.getComponentType(), name));
      return array;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    if (type.isInterface() && !type.isSealed()) {
      return doingNothing(type);
    }
    return constructed(type);
  }

  private Object constructed(Class<?> type) {
    if (!open.add(type)) {
      throw new IllegalStateException(type + " needs another of its kind");
    }
    List<String> failed = new ArrayList<>();
    try {
      for (Executable source : sources(type)) {
        try {
          return called(source);
        } catch (IllegalStateException | IllegalArgumentException e) {
          failed.add(source + ": " + e.getMessage());
        }
      }
    } finally {
      open.remove(type);
    }
    throw new IllegalStateException("no sample of " + type + ": " + failed);
  }

  /** Returns what creates objects of a type, the simplest first, in the same order in every JVM. */
  private List<Executable> sources(Class<?> type) {
    List<Executable> sources = new ArrayList<>();
    for (Class<?> factory : factories) {
      for (Method method : factory.getMethods()) {
        if (method.getReturnType() == type) {
          sources.add(method);
        }
      }
    }
    for (Class<?> holder = type; holder != null; holder = holder.getEnclosingClass()) {
      for (Method method : holder.getMethods()) {
        if (Modifier.isStatic(method.getModifiers())
            && type.isAssignableFrom(method.getReturnType())) {
          sources.add(method);
        }
      }
    }
    if (!Modifier.isAbstract(type.getModifiers())) {
      sources.addAll(List.of(type.getConstructors()));
    }
    sources.sort(
        Comparator.comparing(Executable::getParameterCount).thenComparing(Executable::toString));
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        if (Modifier.isPublic(permitted.getModifiers())) {
          sources.addAll(sources(permitted));
        }
      }
    }
    for (Class<?> nested : type.getClasses()) {
      for (Method method : nested.getMethods()) {
        if (method.getName().equals("build") && type.isAssignableFrom(method.getReturnType())) {
          sources.add(method);
        }
      }
    }
    return sources;
  }

  private Object called(Executable source) {
    @Nullable Object[] arguments = arguments(source);
    try {
      if (source instanceof Constructor<?> constructor) {
        return constructor.newInstance(arguments);
      }
      Method method = (Method) source;
      Object receiver =
          Modifier.isStatic(method.getModifiers()) ? null : receiver(method.getDeclaringClass());
      Object made = method.invoke(receiver, arguments);
      if (made == null) {
        throw new IllegalStateException(source + " returned null");
      }
      return made;
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns an implementation whose methods do nothing; default methods keep their behaviour. */
  private Object doingNothing(Class<?> type) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.isDefault()) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
          }
          return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "sample of " + type.getSimpleName();
            default -> method.getReturnType() == void.class ? null : result(method);
          };
        };
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private Object result(Method method) {
    return of(method.getGenericReturnType(), method.getName());
  }

  private static Object arrayOf(Object element) {
    Object array = Array.newInstance(element.getClass(), 1);
    Array.set(array, 0, element);
    return array;
  }

  private static Object number(Class<?> primitive) {
    Object array = Array.newInstance(primitive, 1);
    if (primitive == char.class) {
      return 'a';
    }
    Array.setByte(array, 0, (byte) 1);
    return Array.get(array, 0);
  }

  private static Class<?> primitive(Class<?> boxed) {
    return java.lang.invoke.MethodType.methodType(boxed).unwrap().returnType();
  }

  private static Class<?> boxed(Class<?> type) {
    return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
  }
}
