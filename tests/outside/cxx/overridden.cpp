/* SPDX-License-Identifier: MIT */
/*
 * Expects every class that overrides a function not to return from it.
 */
class Part {
  public:
    [[noreturn]] virtual void stop()
    {
        for (;;) {
        }
    }
};

class Returns : public Part {
  public:
    void stop() override
    {
    }
};

static Returns returns;
static Part *volatile part = &returns;

int main()
{
    part->stop();
}
