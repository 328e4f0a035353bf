/**
 * What a configuration would do, shown before it does it: {@link dev.tanukey.mapping.lint.ConfigurationLint} lets
 * sample tokens of every kind through the whole door and reports who each of them becomes, and what is dangerous about
 * that.
 */
package dev.tanukey.mapping.lint;
