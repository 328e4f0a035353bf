package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.expression.ExpressionLanguage;

class CelContractTest extends ExpressionLanguageContract {

    @Override
    protected ExpressionLanguage language() {
        return Suites.CEL;
    }
}
