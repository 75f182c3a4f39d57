package io.pinelink.moduletests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A check that each reference parameter of public methods and constructors either is {@code
 * Nullable}, or refuses null with an exception that names it.
 *
 * <p>Methods of interfaces that anyone can implement are not checked, except static ones, nor the
 * methods that implement them: their callers are the library or a framework.
 */
final class NullArguments {
  private final SampleValues samples;

  public NullArguments(SampleValues samples) {
    this.samples = samples;
  }

  /**
   * Returns the public types of packages, nested types included.
   *
   * @param classes the directory of the compiled classes
   */
  public static List<Class<?>> typesIn(Path classes, Set<String> packages) {
    return packages.stream()
        .sorted()
        .flatMap(
            name -> filesIn(classes.resolve(name.replace('.', '/'))).map(file -> name + "." + file))
        .<Class<?>>map(NullArguments::type)
        .filter(NullArguments::isPublic)
        .toList();
  }

  private static Stream<String> filesIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .filter(name -> !name.endsWith("$Definition.class")) // generated for Micronaut
          .map(name -> name.replace(".class", ""))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, NullArguments.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isPublic(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
  }

  /** Returns the parameters that accept null, or refuse it without their name. */
  public List<String> accepted(Class<?> type) {
    List<String> accepted = new ArrayList<>();
    for (Executable executable : api(type)) {
      Parameter[] parameters = executable.getParameters();
      for (int i = 0; i < parameters.length; i++) {
        if (refusesNull(parameters[i])) {
          String problem = problem(type, executable, i);
          if (!problem.isEmpty()) {
            accepted.add(
                type.getTypeName().replace('$', '.')
                    + (executable instanceof Method ? "." + executable.getName() : "")
                    + Arrays.stream(parameters).map(Parameter::toString).toList()
                    + " "
                    + parameters[i].getName()
                    + ": "
                    + problem);
          }
        }
      }
    }
    return accepted;
  }

  private static List<Executable> api(Class<?> type) {
    boolean isForUsers = !type.isInterface() || type.isSealed();
    List<Executable> api = new ArrayList<>();
    if (!Modifier.isAbstract(type.getModifiers())) {
      api.addAll(List.of(type.getConstructors()));
    }
    for (Method method : type.getMethods()) {
      Class<?> declaring = method.getDeclaringClass();
      boolean isOwn = declaring == type || !isPublic(declaring);
      boolean isOfAll =
          method.getName().equals("equals")
              || (type.isEnum() && method.getName().equals("valueOf"));
      boolean isStatic = Modifier.isStatic(method.getModifiers());
      if (isOwn
          && !isOfAll
          && !method.isSynthetic()
          && (isStatic || (isForUsers && !isCallback(method)))) {
        api.add(method);
      }
    }
    return api;
  }

  /**
   * Returns whether a method is called by a library rather than by users: it implements a method of
   * an open interface of Pinelink, or one of a framework that takes an interface of the same
   * package, such as a context, which the framework implements.
   */
  private static boolean isCallback(Method method) {
    return interfacesOf(method.getDeclaringClass())
        .filter(type -> Arrays.stream(type.getMethods()).anyMatch(each -> overrides(method, each)))
        .anyMatch(
            type ->
                isPinelink(type)
                    ? !type.isSealed()
                    : Arrays.stream(method.getParameterTypes())
                        .filter(Class::isInterface)
                        .map(Class::getPackage)
                        .anyMatch(type.getPackage()::equals));
  }

  private static Stream<Class<?>> interfacesOf(@Nullable Class<?> type) {
    if (type == null) {
      return Stream.of();
    }
    return Stream.of(
            Stream.<Class<?>>of(type).filter(Class::isInterface),
            Arrays.stream(type.getInterfaces()).flatMap(NullArguments::interfacesOf),
            interfacesOf(type.getSuperclass()))
        .flatMap(each -> each);
  }

  private static boolean overrides(Method method, Method inherited) {
    Class<?>[] types = method.getParameterTypes();
    Class<?>[] generic = inherited.getParameterTypes();
    return !method.equals(inherited)
        && method.getName().equals(inherited.getName())
        && types.length == generic.length
        && IntStream.range(0, types.length).allMatch(i -> generic[i].isAssignableFrom(types[i]));
  }

  private static boolean isPinelink(Class<?> type) {
    return type.getName().startsWith("io.pinelink.");
  }

  private static boolean refusesNull(Parameter parameter) {
    return !parameter.getType().isPrimitive()
        && !parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)
        && !isOpenToNull(parameter.getParameterizedType());
  }

  /** Returns whether a type argument may allow null. */
  private static boolean isOpenToNull(Type type) {
    return type instanceof TypeVariable<?> variable
        && Arrays.stream(variable.getAnnotatedBounds())
            .anyMatch((AnnotatedType bound) -> bound.isAnnotationPresent(Nullable.class));
  }

  private String problem(Class<?> type, Executable executable, int position) {
    Parameter parameter = executable.getParameters()[position];
    @Nullable Object[] arguments;
    Object receiver;
    try {
      arguments = samples.arguments(executable);
      receiver =
          executable instanceof Constructor<?> || Modifier.isStatic(executable.getModifiers())
              ? null
              : samples.receiver(type);
    } catch (IllegalStateException e) {
      return "cannot be called, " + e.getMessage();
    }
    arguments[position] = null;
    Throwable thrown = thrown(executable, receiver, arguments);
    if (thrown == null) {
      return "accepted";
    }
    // A message may be more exact, such as paginationToken for a token. A name alone is no
    // sentence.
    Pattern name =
        Pattern.compile("\\b\\w*" + parameter.getName() + "\\b.* ", Pattern.CASE_INSENSITIVE);
    boolean isRefusal =
        thrown instanceof NullPointerException || thrown instanceof IllegalArgumentException;
    return isRefusal && name.matcher(String.valueOf(thrown.getMessage())).find()
        ? ""
        : "threw " + thrown;
  }

  private static @Nullable Throwable thrown(
      Executable executable, @Nullable Object receiver, @Nullable Object[] arguments) {
    try {
      Object result =
          executable instanceof Constructor<?> constructor
              ? constructor.newInstance(arguments)
              : ((Method) executable).invoke(receiver, arguments);
      if (result instanceof CompletableFuture<?> future && future.isCompletedExceptionally()) {
        future.join();
      }
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    } catch (CompletionException e) {
      return e.getCause();
    } catch (ReflectiveOperationException e) {
      return e;
    }
  }
}
