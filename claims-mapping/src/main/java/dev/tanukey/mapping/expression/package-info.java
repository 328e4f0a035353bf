/**
 * What an expression in a mapping or a rule is: compiled once from a text, evaluated over the claims of a token or over
 * the mapped user. This package has the contract; a language, such as the Common Expression Language of the module
 * {@code cel-support}, fulfils {@link dev.tanukey.mapping.expression.ExpressionLanguage}.
 */
package dev.tanukey.mapping.expression;
