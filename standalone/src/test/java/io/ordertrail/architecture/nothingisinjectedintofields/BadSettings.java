package io.ordertrail.architecture.nothingisinjectedintofields;

import org.springframework.beans.factory.annotation.Value;

class BadSettings {

    @Value("${name}")
    private String name;
}
