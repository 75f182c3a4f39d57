package io.pinelink.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openrewrite.ExecutionContext;
import org.openrewrite.SourceFile;
import org.openrewrite.internal.ListUtils;
import org.openrewrite.java.JavaVisitor;
import org.openrewrite.java.tree.Expression;
import org.openrewrite.java.tree.J;
import org.openrewrite.java.tree.JavaType;
import org.openrewrite.java.tree.NameTree;
import org.openrewrite.java.tree.Space;
import org.openrewrite.java.tree.Statement;
import org.openrewrite.java.tree.TypeTree;
import org.openrewrite.java.tree.TypeUtils;

/** Moves the calls of one file, or marks them. Types of variables keep their names until later. */
final class CallsVisitor extends JavaVisitor<ExecutionContext> {
  private Usage usage = Usage.none();
  private Marks marks = new Marks();
  private MovedArguments arguments = new MovedArguments(usage, text -> {});

  @Override
  public boolean isAcceptable(SourceFile file, ExecutionContext context) {
    return file instanceof J.CompilationUnit;
  }

  private void mark(String text) {
    marks.add(getCursor(), text);
  }

  @Override
  public J visitCompilationUnit(J.CompilationUnit file, ExecutionContext context) {
    boolean official =
        file.getTypesInUse().getTypesInUse().stream().anyMatch(Official::owns)
            || file.getImports().stream().anyMatch(line -> Official.owns(line.getTypeName()));
    if (!official) {
      return file;
    }
    usage = Usage.of(file);
    marks = new Marks();
    arguments = new MovedArguments(usage, this::mark);
    J.CompilationUnit moved = (J.CompilationUnit) super.visitCompilationUnit(file, context);
    return moved.withClasses(marks.apply(moved.getClasses(), file.getClasses()));
  }

  @Override
  public J visitBlock(J.Block block, ExecutionContext context) {
    J.Block moved = (J.Block) super.visitBlock(block, context);
    return moved.withStatements(
        marks.apply(withoutRemoved(moved.getStatements()), withoutRemoved(block.getStatements())));
  }

  /** Leaves out declarations that nothing needs any more; their comments go to the next one. */
  private List<Statement> withoutRemoved(List<Statement> statements) {
    List<Statement> kept = new ArrayList<>();
    Space carried = Space.EMPTY;
    for (Statement statement : statements) {
      if (statement instanceof J.VariableDeclarations declaration && usage.isRemoved(declaration)) {
        carried = carried.getComments().isEmpty() ? statement.getPrefix() : carried;
        continue;
      }
      if (!carried.getComments().isEmpty()) {
        Space own = statement.getPrefix();
        statement =
            statement.withPrefix(
                carried.withComments(
                    ListUtils.concatAll(carried.getComments(), own.getComments())));
      }
      carried = Space.EMPTY;
      kept.add(statement);
    }
    return kept;
  }

  @Override
  public J visitClassDeclaration(J.ClassDeclaration declaration, ExecutionContext context) {
    List<TypeTree> parents = new ArrayList<>();
    if (declaration.getImplements() != null) {
      parents.addAll(declaration.getImplements());
    }
    if (declaration.getExtends() != null) {
      parents.add(declaration.getExtends());
    }
    for (TypeTree parent : parents) {
      if (Official.owns(parent.getType())) {
        mark(Hints.ofType(parent.getType()));
      }
    }
    return super.visitClassDeclaration(declaration, context);
  }

  @Override
  public J visitVariableDeclarations(J.VariableDeclarations variables, ExecutionContext context) {
    J.VariableDeclarations moved =
        (J.VariableDeclarations) super.visitVariableDeclarations(variables, context);
    TypeTree type = moved.getTypeExpression();
    if (type instanceof J.Identifier name
        && TypeUtils.isOfClassType(name.getType(), Official.STRUCT)
        && variables.getVariables().stream().anyMatch(one -> usage.isFilter(one.getName()))) {
      maybeAddImport(Types.FILTER, false);
      return moved.withTypeExpression(
          name.withSimpleName("Filter").withType(JavaType.ShallowClass.build(Types.FILTER)));
    }
    return moved;
  }

  @Override
  public J visitIdentifier(J.Identifier name, ExecutionContext context) {
    JavaType.FullyQualified type =
        name.getFieldType() == null ? TypeUtils.asFullyQualified(name.getType()) : null;
    if (type != null
        && Official.owns(type.getFullyQualifiedName())
        && name.getSimpleName().equals(Official.simpleName(type.getFullyQualifiedName()))
        && !NewTypes.all().containsKey(type.getFullyQualifiedName())) {
      mark(Hints.ofType(type));
    }
    return super.visitIdentifier(name, context);
  }

  @Override
  public J visitTry(J.Try attempt, ExecutionContext context) {
    CaughtExceptions.hints(attempt).forEach(this::mark);
    return super.visitTry(attempt, context);
  }

  @Override
  public J visitMultiCatch(J.MultiCatch caught, ExecutionContext context) {
    NameTree reduced = CaughtExceptions.unrelated(caught);
    return reduced == caught ? super.visitMultiCatch(caught, context) : reduced;
  }

  @Override
  public J visitMemberReference(J.MemberReference reference, ExecutionContext context) {
    if (reference.getMethodType() != null
        && Official.owns(reference.getMethodType().getDeclaringType())) {
      mark("write this method reference as a lambda with Pinelink's call");
    }
    return super.visitMemberReference(reference, context);
  }

  @Override
  public J visitNewClass(J.NewClass created, ExecutionContext context) {
    if (isOnDemand(created)) {
      return replace(created, Code.of("ReadCapacity.onDemand()"));
    }
    Code dedicated = ModelSettings.dedicated(created, usage);
    if (dedicated != null) {
      return replace(created, dedicated);
    }
    J visited = super.visitNewClass(created, context);
    if (!(visited instanceof J.NewClass moved)) {
      return visited;
    }
    JavaType.FullyQualified type = TypeUtils.asFullyQualified(created.getType());
    if (type == null || !Official.owns(type.getFullyQualifiedName())) {
      return moved;
    }
    Code code = constructor(type.getFullyQualifiedName(), moved.getArguments());
    if (code == null) {
      mark(Hints.ofType(type));
      return moved;
    }
    return replace(moved, code);
  }

  private static boolean isOnDemand(J.NewClass created) {
    return TypeUtils.isOfClassType(
            created.getType(), "org.openapitools.db_control.client.model.ReadCapacity")
        && created.getArguments().size() == 1
        && TypeUtils.isOfClassType(
            created.getArguments().get(0).getType(),
            "org.openapitools.db_control.client.model.ReadCapacityOnDemandSpec");
  }

  private @Nullable Code constructor(String type, List<Expression> given) {
    return switch (Official.simpleName(type)) {
      case "Builder" ->
          type.startsWith(Official.CLIENT)
              ? Code.of("Pinelink.builder().apiKey({string})", given.get(0))
              : null;
      case "VectorWithUnsignedIndices" ->
          switch (given.size()) {
            case 2 -> arguments.vector(given.get(0), given.get(1), null, null);
            case 4 ->
                arguments.vector(
                    given.get(0),
                    given.get(1),
                    Official.isAbsent(given.get(3))
                        ? null
                        : Code.of("{SparseValues}", given.get(3)),
                    given.get(2));
            default -> null;
          };
      case "SparseValuesWithUnsignedIndices" ->
          given.size() == 2 ? arguments.sparse(given.get(0), given.get(1)) : null;
      default -> null;
    };
  }

  @Override
  public J visitMethodInvocation(J.MethodInvocation call, ExecutionContext context) {
    if (StructChains.isChain(call)) {
      Code code = struct(call);
      if (code != null) {
        return replace(call, code);
      }
      mark(Hints.STRUCT);
      return call;
    }
    Code whole = schema(call);
    if (whole == null) {
      whole = RecordCalls.reranking(call, arguments);
    }
    if (whole != null) {
      return replace(call, whole);
    }
    if (ModelSettings.isPartOfRequest(call, getCursor().getParentTreeCursor().getValue())) {
      return call;
    }
    J pair = pair(call, context);
    if (pair != null) {
      return pair;
    }
    J visited = super.visitMethodInvocation(call, context);
    if (!(visited instanceof J.MethodInvocation moved) || call.getMethodType() == null) {
      return visited;
    }
    String owner = Official.owner(call.getMethodType());
    if (owner.startsWith(Official.STRUCT)) {
      return structCall(call, moved);
    }
    if (owner.equals("com.google.common.util.concurrent.Futures")
        || owner.equals("com.google.common.util.concurrent.ListenableFuture")) {
      mark("calls return CompletableFuture: use thenApply, thenCompose or whenComplete");
      return moved;
    }
    if (!Official.owns(owner)) {
      return moved;
    }
    int before = marks.count();
    Code code = move(call, moved, owner);
    if (code == null) {
      if (marks.count() == before) {
        mark(Hints.ofCall(call));
      }
      return moved;
    }
    return replace(moved, code);
  }

  private @Nullable Code move(J.MethodInvocation call, J.MethodInvocation moved, String owner) {
    JavaType.Method method = call.getMethodType();
    if (method == null) {
      return null;
    }
    if (call.getSimpleName().equals("buildUpsertVectorWithUnsignedIndices")) {
      maybeRemoveImport("io.pinecone.commons.IndexInterface.buildUpsertVectorWithUnsignedIndices");
      List<Expression> given = moved.getArguments();
      return arguments.vector(
          given.get(0), given.get(1), arguments.sparse(given.get(2), given.get(3)), given.get(4));
    }
    Expression select = moved.getSelect();
    if (select == null) {
      return null;
    }
    return switch (owner) {
      case Official.CLIENT -> ControlCalls.move(moved, select, method, arguments);
      case Official.CLIENT + "$Builder" -> builder(moved, select);
      case Official.INDEX -> index(call, moved, select, method);
      case Official.ASYNC_INDEX -> asyncIndex(call, moved, select, method);
      case "io.pinecone.clients.Inference" -> InferenceCalls.move(moved, select, arguments);
      default -> ResponseGetters.move(moved, select, owner);
    };
  }

  private @Nullable Code index(
      J.MethodInvocation call,
      J.MethodInvocation moved,
      Expression select,
      JavaType.Method method) {
    if (!call.getSimpleName().contains("Records")) {
      return DataCalls.move(moved, select, method, arguments);
    }
    J.MethodInvocation opened = opening(call);
    return opened == null ? null : RecordCalls.move(moved, opened, arguments);
  }

  private @Nullable Code asyncIndex(
      J.MethodInvocation call,
      J.MethodInvocation moved,
      Expression select,
      JavaType.Method method) {
    if (!call.getSimpleName().contains("Import")) {
      return DataCalls.move(moved, select, method, arguments);
    }
    J.MethodInvocation opened = opening(call);
    if (opened == null) {
      return null;
    }
    return ImportCalls.move(
        moved,
        Code.of("{Pinelink}.index({string})", opened.getSelect(), opened.getArguments().get(0)),
        arguments);
  }

  /** Returns the call that opened the index, if names can repeat it here. */
  private J.@Nullable MethodInvocation opening(J.MethodInvocation call) {
    Expression value = call.getSelect() == null ? null : usage.value(call.getSelect());
    return value instanceof J.MethodInvocation opened
            && Official.owner(opened.getMethodType()).equals(Official.CLIENT)
            && opened.getSelect() instanceof J.Identifier
            && (opened.getArguments().get(0) instanceof J.Identifier
                || opened.getArguments().get(0) instanceof J.Literal)
        ? opened
        : null;
  }

  private @Nullable Code builder(J.MethodInvocation moved, Expression select) {
    List<Expression> given = moved.getArguments();
    Code builder = Code.of("{Pinelink.Builder}", select);
    return switch (moved.getSimpleName()) {
      case "build" -> builder.add(".build()");
      case "withSourceTag" ->
          builder.add("{}", arguments.setter("sourceTag({string})", given.get(0)));
      case "withHost" ->
          builder.add("{}", arguments.setter("controlPlane({string})", given.get(0)));
      case "withProxy" ->
          builder.add(".proxy(ProxyOptions.http({string}, {int}))", given.get(0), given.get(1));
      case "withTlsEnabled" -> Official.isLiteral(given.get(0), true) ? builder : null;
      default -> null;
    };
  }

  /** Returns {@code MetadataSchema.of(…)} for a chain that makes every field filterable. */
  private @Nullable Code schema(J.MethodInvocation call) {
    if (!call.getSimpleName().equals("build")
        || !Official.owner(call.getMethodType())
            .equals("io.pinecone.proto.MetadataSchema$Builder")) {
      return null;
    }
    List<Expression> fields = new ArrayList<>();
    Expression next = call.getSelect();
    while (next instanceof J.MethodInvocation link && link.getSimpleName().equals("putFields")) {
      if (!link.getArguments().get(1).toString().contains("setFilterable(true)")) {
        return null;
      }
      fields.add(0, link.getArguments().get(0));
      next = link.getSelect();
    }
    if (!(next instanceof J.MethodInvocation start)
        || !start.getSimpleName().equals("newBuilder")
        || fields.isEmpty()) {
      return null;
    }
    return Code.of(
        "MetadataSchema.of({})",
        Code.joined(fields.stream().map(field -> Code.of("{string}", field)).toList()));
  }

  private @Nullable Code struct(J.MethodInvocation call) {
    StructChains.Node content = StructChains.read(call);
    if (content == null) {
      return null;
    }
    Object parent = getCursor().getParentTreeCursor().getValue();
    boolean filter = StructChains.looksLikeFilter(content);
    if (parent instanceof J.VariableDeclarations.NamedVariable variable) {
      filter |= usage.isFilter(variable.getName());
    } else if (parent instanceof J.Assignment assignment
        && assignment.getVariable() instanceof J.Identifier variable) {
      filter |= usage.isFilter(variable);
    } else if (parent instanceof J.MethodInvocation outer) {
      filter |= Usage.isFilterParameter(outer.getMethodType(), outer.getArguments().indexOf(call));
    }
    return filter ? StructChains.filter(content) : StructChains.metadata(content);
  }

  /** Moves builders that are filled step by step, and getters of metadata. */
  private J structCall(J.MethodInvocation call, J.MethodInvocation moved) {
    Code code = null;
    Expression select = moved.getSelect();
    if (call.getSimpleName().equals("newBuilder")
        && call.getArguments().get(0) instanceof J.Empty) {
      code = Code.of("Metadata.builder()");
    } else if (call.getSimpleName().equals("putFields")
        && select != null
        && !(call.getArguments().get(0) instanceof J.Literal key
            && String.valueOf(key.getValue()).startsWith("$"))) {
      Code put =
          StructChains.put(
              call.getArguments().get(0), StructChains.read(call.getArguments().get(1)));
      code = put == null ? null : Code.of("{Metadata.Builder}{}", select, put);
    } else if (call.getSimpleName().equals("containsFields") && select != null) {
      code = Code.of("{Metadata}.keys().contains({string})", select, call.getArguments().get(0));
    } else if (call.getSimpleName().equals("build")) {
      return moved;
    }
    if (code == null) {
      mark(Hints.STRUCT);
      return moved;
    }
    return replace(moved, code);
  }

  /** Moves two getters in a row that are one call of Pinelink. */
  private @Nullable J pair(J.MethodInvocation outer, ExecutionContext context) {
    if (!(outer.getSelect() instanceof J.MethodInvocation inner)
        || inner.getSelect() == null
        || inner.getMethodType() == null) {
      return null;
    }
    String owner = Official.owner(inner.getMethodType());
    if (Official.owns(owner)) {
      String code = ResponseGetters.pair(inner, outer);
      return code == null
          ? null
          : replace(
              outer,
              ResponseGetters.fill(code, owner, select(inner, context), inner.getArguments()));
    }
    return Official.owner(outer.getMethodType()).equals(Official.VALUE)
        ? metadataValue(inner, outer, context)
        : null;
  }

  /** Moves {@code getFieldsOrThrow(key).getStringValue()} and the like. */
  private @Nullable J metadataValue(
      J.MethodInvocation inner, J.MethodInvocation outer, ExecutionContext context) {
    String accessor =
        Map.of("getStringValue", "string", "getNumberValue", "number", "getBoolValue", "bool")
            .get(outer.getSimpleName());
    J.MethodInvocation struct = inner;
    if (inner.getSimpleName().equals("get")
        && inner.getSelect() instanceof J.MethodInvocation fields
        && fields.getSimpleName().equals("getFieldsMap")) {
      struct = fields;
    } else if (!inner.getSimpleName().equals("getFieldsOrThrow")) {
      return null;
    }
    if (accessor == null || struct.getSelect() == null) {
      return null;
    }
    return replace(
        outer,
        Code.of(
            "{Metadata}." + accessor + "({string}).orElseThrow()",
            select(struct, context),
            inner.getArguments().get(0)));
  }

  private Expression select(J.MethodInvocation call, ExecutionContext context) {
    return (Expression)
        visitNonNull(Objects.requireNonNull(call.getSelect()), context, getCursor());
  }

  private J replace(Expression old, Code code) {
    for (String type : code.types()) {
      maybeAddImport(type);
    }
    updateCursor(old);
    return code.template()
        .<J>apply(getCursor(), old.getCoordinates().replace(), code.arguments())
        .withPrefix(old.getPrefix());
  }
}
