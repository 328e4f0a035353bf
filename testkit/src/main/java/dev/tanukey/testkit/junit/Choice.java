package dev.tanukey.testkit.junit;

import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/** Which instance a parameter means, and how long that lives. */
record Choice(Options options, ExtensionContext scope) {

    static Choice of(ParameterContext parameter, ExtensionContext context) {
        Optional<GitLabTest> own = parameter.findAnnotation(GitLabTest.class);
        own.ifPresent(Choice::requireNotShared);
        Optional<Options> said = own.map(Options::of).filter(options -> !options.equals(Options.NONE));
        if (said.isPresent()) {
            return new Choice(said.get(), context);
        }
        return around(context).orElseGet(() -> new Choice(ofSiblings(parameter), context));
    }

    /** From the method outwards. */
    private static Optional<Choice> around(ExtensionContext innermost) {
        for (Optional<ExtensionContext> at = Optional.of(innermost);
                at.isPresent();
                at = at.flatMap(ExtensionContext::getParent)) {
            ExtensionContext context = at.get();
            Optional<GitLabTest> annotation = AnnotationSupport.findAnnotation(context.getElement(), GitLabTest.class);
            if (annotation.isPresent()) {
                if (context.getTestMethod().isPresent()) {
                    requireNotShared(annotation.get());
                }
                return Optional.of(new Choice(
                        Options.of(annotation.get()), annotation.get().shared() ? context : innermost));
            }
        }
        return Optional.empty();
    }

    /** A token beside {@code @GitLabTest(version = "16.0") FakeGitLab gitlab} is that instance's. */
    private static Options ofSiblings(ParameterContext parameter) {
        Set<Options> siblings = new LinkedHashSet<>();
        for (Parameter sibling : parameter.getDeclaringExecutable().getParameters()) {
            AnnotationSupport.findAnnotation(Optional.of(sibling), GitLabTest.class)
                    .map(Options::of)
                    .ifPresent(siblings::add);
        }
        List<Options> different = new ArrayList<>(siblings);
        boolean bare = parameter.isAnnotated(GitLabTest.class);
        if (bare || different.isEmpty()) {
            return Options.NONE;
        }
        if (different.size() > 1) {
            throw new ParameterResolutionException("The parameters of this method name " + different.size()
                    + " different GitLabs, and this one does not say which it means: repeat the @GitLabTest of the one"
                    + " that is meant");
        }
        return different.get(0);
    }

    private static void requireNotShared(GitLabTest annotation) {
        if (annotation.shared()) {
            throw new ParameterResolutionException(
                    "@GitLabTest(shared = true) is about the tests of a class: it stands on the class");
        }
    }
}
