package dev.tanukey.mapping.gitlab;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.token.Claims;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where groups come from: what they are over the claims of a token, and the same said in CEL. */
sealed interface GroupSource {

    List<String> read(Claims claims) throws RejectedException;

    /** How it reads to people. */
    String text();

    Optional<String> ownPrefix();

    /** When there is any; nothing if always. */
    Optional<String> celIsGiven(Set<String> sure);

    /** An expression of type list, under the condition above. */
    String cel();

    /** One group; none if one of its claims is missing. */
    record One(Template template) implements GroupSource {

        @Override
        public List<String> read(Claims claims) throws RejectedException {
            return template.isGiven(claims) ? List.of(template.value(claims)) : List.of();
        }

        @Override
        public String text() {
            return template.text();
        }

        @Override
        public Optional<String> ownPrefix() {
            return template.ownPrefix();
        }

        @Override
        public Optional<String> celIsGiven(Set<String> sure) {
            return template.celIsGiven(sure);
        }

        @Override
        public String cel() {
            return "[" + template.cel() + "]";
        }
    }

    /**
     * One group for each element of a claim.
     *
     * @param prefix what stands before each, a template without claims
     * @param claim the claim, a list of strings
     * @param except the elements that yield none
     */
    record Each(Template prefix, ClaimChoice claim, List<String> except) implements GroupSource {

        static Each of(String prefix, String claim, List<String> except) {
            Template front = Template.parse(prefix);
            if (front.celIsGiven(Set.of()).isPresent()) {
                throw new IllegalArgumentException("Expected a prefix without claims, but came \"" + prefix + "\"");
            }
            return new Each(front, ClaimChoice.parse(claim), List.copyOf(except));
        }

        @Override
        public List<String> read(Claims claims) throws RejectedException {
            Object value = claim.value(claims).orElse(List.of());
            if (value.equals("")) {
                return List.of();
            }
            if (!(value instanceof List<?> elements)) {
                throw claim.failed("a list of strings", "another type");
            }
            List<String> groups = new ArrayList<>(elements.size());
            for (Object element : elements) {
                if (!(element instanceof String group)) {
                    throw claim.failed("a list of strings", "a list with something else");
                }
                if (!without().contains(group)) {
                    groups.add(prefix.text() + group);
                }
            }
            return groups;
        }

        private List<String> without() {
            return Stream.concat(Stream.of(""), except.stream()).toList();
        }

        @Override
        public String text() {
            return prefix.text() + "{each of " + claim.text() + "}"
                    + (except.isEmpty() ? "" : " except " + String.join(", ", except));
        }

        @Override
        public Optional<String> ownPrefix() {
            return prefix.ownPrefix();
        }

        @Override
        public Optional<String> celIsGiven(Set<String> sure) {
            return claim.celIsGiven(Set.of());
        }

        @Override
        public String cel() {
            String filter = except.isEmpty() ? "g != ''" : "!(g in " + Cel.texts(without()) + ")";
            // Adding a list makes it a list by type, and fails for an object, over whose names map() would run.
            return "(" + claim.cel() + " + []).filter(g, " + filter + ").map(g, " + prefix.cel() + " + g)";
        }
    }
}
