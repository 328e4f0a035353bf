package dev.tanukey.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTreeScanner;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Whatever users can see is documented, every parameter and result of it.
 *
 * <p>The javadoc tool could check this, but asks for the components of a record twice: at the record and again at its
 * compact constructor. So its group "missing" is off in pom.xml, and this takes its place.
 */
class DocumentationTest {

    @ParameterizedTest
    @FieldSource("dev.tanukey.checks.House#PUBLISHED")
    void whatever_users_see_is_documented(String module) throws IOException {
        List<Path> seen = House.sourcesOf(module).stream()
                .filter(file -> !module.equals("cel-support")
                        || !House.INSIDE_OF_CEL.contains(
                                file.getParent().getFileName().toString()))
                .toList();

        assertThat(undocumentedIn(seen)).isEmpty();
    }

    private static List<String> undocumentedIn(List<Path> sources) throws IOException {
        List<String> faults = new ArrayList<>();
        if (sources.isEmpty()) {
            return faults;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            DocTrees comments = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Reader(comments, unit, faults).scan(unit, null);
            }
        }
        return faults;
    }

    /** Looks at what is public or protected, in types that are so themselves. */
    private static final class Reader extends TreePathScanner<Void, ClassTree> {

        private final DocTrees comments;
        private final CompilationUnitTree unit;
        private final List<String> faults;

        Reader(DocTrees comments, CompilationUnitTree unit, List<String> faults) {
            this.comments = comments;
            this.unit = unit;
            this.faults = faults;
        }

        @Override
        public Void visitClass(ClassTree type, ClassTree owner) {
            if (!isSeen(type.getModifiers(), owner)) {
                return null;
            }
            Set<String> described = described(type.getSimpleName().toString());
            type.getTypeParameters().forEach(parameter -> require(described, "<" + parameter.getName() + ">", type));
            if (type.getKind() == Tree.Kind.RECORD) {
                components(type)
                        .forEach(component ->
                                require(described, component.getName().toString(), type));
            }
            return super.visitClass(type, type);
        }

        @Override
        public Void visitMethod(MethodTree method, ClassTree owner) {
            if (!isSeen(method.getModifiers(), owner) || isOverride(method) || isCompactConstructor(method, owner)) {
                return null;
            }
            Set<String> described = described(owner.getSimpleName() + "." + method.getName());
            method.getTypeParameters()
                    .forEach(parameter -> require(described, "<" + parameter.getName() + ">", method));
            method.getParameters()
                    .forEach(parameter -> require(described, parameter.getName().toString(), method));
            if (returnsSomething(method)) {
                require(described, "@return", method);
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree field, ClassTree owner) {
            if (isSeen(field.getModifiers(), owner)) {
                described(owner.getSimpleName() + "." + field.getName());
            }
            return null;
        }

        private static boolean isSeen(ModifiersTree modifiers, ClassTree owner) {
            Set<Modifier> flags = modifiers.getFlags();
            boolean inInterface = owner != null
                    && (owner.getKind() == Tree.Kind.INTERFACE || owner.getKind() == Tree.Kind.ANNOTATION_TYPE)
                    && !flags.contains(Modifier.PRIVATE);
            return inInterface || flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
        }

        private static boolean isOverride(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().equals("Override"));
        }

        /** Without a list of parameters. */
        private boolean isCompactConstructor(MethodTree method, ClassTree owner) {
            return owner.getKind() == Tree.Kind.RECORD
                    && method.getReturnType() == null
                    && head(method).endsWith(owner.getSimpleName().toString());
        }

        private String head(MethodTree method) {
            var positions = comments.getSourcePositions();
            long start = positions.getStartPosition(unit, method);
            long end = positions.getStartPosition(unit, method.getBody());
            try {
                return unit.getSourceFile()
                        .getCharContent(true)
                        .subSequence((int) start, (int) end)
                        .toString()
                        .strip();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean returnsSomething(MethodTree method) {
            return method.getReturnType() != null
                    && !(method.getReturnType() instanceof PrimitiveTypeTree primitive
                            && primitive.getPrimitiveTypeKind() == TypeKind.VOID);
        }

        private static List<VariableTree> components(ClassTree recordType) {
            return recordType.getMembers().stream()
                    .filter(VariableTree.class::isInstance)
                    .map(VariableTree.class::cast)
                    .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                    .toList();
        }

        /** What the comment at this place describes; a fault if there is none. */
        private Set<String> described(String name) {
            Set<String> described = new HashSet<>();
            DocCommentTree comment = comments.getDocCommentTree(getCurrentPath());
            if (comment == null) {
                fault(getCurrentPath().getLeaf(), name + " has no comment");
                return described;
            }
            new DocTreeScanner<Void, Void>() {
                @Override
                public Void visitParam(ParamTree tag, Void nothing) {
                    described.add(
                            tag.isTypeParameter()
                                    ? "<" + tag.getName() + ">"
                                    : tag.getName().toString());
                    return null;
                }

                @Override
                public Void visitReturn(ReturnTree tag, Void nothing) {
                    described.add("@return");
                    return null;
                }
            }.scan((DocTree) comment, null);
            return described;
        }

        private void require(Set<String> described, String what, Tree place) {
            if (!described.contains(what)) {
                fault(place, "does not describe " + what);
            }
        }

        private void fault(Tree place, String fault) {
            long start = comments.getSourcePositions().getStartPosition(unit, place);
            faults.add(Path.of(unit.getSourceFile().toUri()).getFileName() + ":"
                    + unit.getLineMap().getLineNumber(start) + " " + fault);
        }
    }
}
